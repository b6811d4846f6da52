package org.livechat.rtc.stun;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.livechat.rtc.bytes.BigEndian;

/** The value of XOR-MAPPED-ADDRESS (RFC 8489 14.2): mixed with the cookie and, in IPv6, with the transaction id. */
final class XorAddress {
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;
    private static final int ADDRESS = 4;
    private static final int COOKIE = 4;

    private XorAddress() {}

    static Optional<InetSocketAddress> read(byte[] buffer, int message, int position, int size) {
        int family = size < ADDRESS ? 0 : BigEndian.read8(buffer, position + 1);
        int bytes = bytes(family);
        if (bytes == 0 || size != ADDRESS + bytes) {
            return Optional.empty();
        }
        int port = BigEndian.read16(buffer, position + 2) ^ (StunType.MAGIC_COOKIE >>> 16);
        byte[] address = Arrays.copyOfRange(buffer, position + ADDRESS, position + ADDRESS + bytes);
        mix(address, buffer, message);
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByAddress(address), port));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address of " + bytes + " bytes, but 4 or 16 were checked", impossible);
        }
    }

    /** Writes the value of the attribute and returns its length in bytes, 8 or 20. */
    static int write(byte[] buffer, int message, int position, InetSocketAddress from) {
        byte[] address = from.getAddress().getAddress();
        mix(address, buffer, message);
        BigEndian.write16(buffer, position, address.length == 4 ? IPV4 : IPV6);
        BigEndian.write16(buffer, position + 2, from.getPort() ^ (StunType.MAGIC_COOKIE >>> 16));
        System.arraycopy(address, 0, buffer, position + ADDRESS, address.length);
        return ADDRESS + address.length;
    }

    private static void mix(byte[] address, byte[] buffer, int message) {
        for (int i = 0; i < address.length; i++) {
            address[i] ^= buffer[message + COOKIE + i];
        }
    }

    private static int bytes(int family) {
        return switch (family) {
            case IPV4 -> 4;
            case IPV6 -> 16;
            default -> 0;
        };
    }
}
