package org.livechat.http.server;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Addresses that begin alike (RFC 4632 3.1, RFC 4291 2.3).
 *
 * @param first the lowest of them
 * @param bits how many bits they have in common, from the left
 */
record AddressBlock(InetAddress first, int bits) {
    private static final int MOST_DIGITS = 3;

    /** Reads {@code 10.0.0.0/8}, or an address alone; what is longer than a block's common bits has to be zero. */
    static Optional<AddressBlock> read(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return AddressLiteral.read(text).map(address -> new AddressBlock(address, length(address)));
        }
        String bits = text.substring(slash + 1);
        if (bits.isEmpty() || bits.length() > MOST_DIGITS || !bits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return AddressLiteral.read(text.substring(0, slash))
                .map(address -> new AddressBlock(address, Integer.parseInt(bits)))
                .filter(AddressBlock::isSound);
    }

    private static int length(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    private boolean isSound() {
        if (bits < 1 || bits > length(first)) {
            return false;
        }
        byte[] address = first.getAddress();
        for (int bit = bits; bit < length(first); bit++) {
            if (isSet(address, bit)) {
                return false;
            }
        }
        return true;
    }

    boolean contains(InetAddress address) {
        byte[] own = first.getAddress();
        byte[] other = address.getAddress();
        if (own.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            if (isSet(own, bit) != isSet(other, bit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSet(byte[] address, int bit) {
        return (address[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1) == 1;
    }
}
