package org.livechat.http.server;

import java.net.InetAddress;
import java.util.List;

/** The proxies that are believed when they say whom they ask for. Immutable. */
public final class TrustedProxies {
    /** What {@link #isOne} takes, in words. */
    static final String EXPECTED =
            "IP addresses such as 192.0.2.7, and blocks by their first address such as 10.0.0.0/8 or"
                    + " fd00::/8, but not everybody (/0)";

    private static final TrustedProxies NONE = new TrustedProxies(List.of());

    private final List<AddressBlock> blocks;

    private TrustedProxies(List<AddressBlock> blocks) {
        this.blocks = List.copyOf(blocks);
    }

    /** Nobody is believed. */
    public static TrustedProxies none() {
        return NONE;
    }

    /**
     * Those at some addresses.
     *
     * @param texts addresses and blocks of them, IPv4 or IPv6, such as {@code 192.0.2.7} or {@code 10.0.0.0/8}
     * @throws IllegalArgumentException when one is neither, or a block is that of all addresses
     */
    public static TrustedProxies of(List<String> texts) {
        return new TrustedProxies(texts.stream()
                .map(text -> AddressBlock.read(text)
                        .orElseThrow(
                                () -> new IllegalArgumentException("'" + text + "' is none of these: " + EXPECTED)))
                .toList());
    }

    /** Whether a text is an address or a block of addresses that may be trusted. */
    static boolean isOne(String text) {
        return AddressBlock.read(text).isPresent();
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    boolean contains(InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }
}
