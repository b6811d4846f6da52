package org.livechat.media.tcp;

import java.security.SecureRandom;
import org.livechat.api.transport.PeerAddress;

/**
 * What is read of those that no client has proved to be at, by network: one IPv4 address, or one IPv6 /64. As many as there are places, so
 * that no number of networks makes it grow and none gets a new one by coming again; two networks share one by chance, which nobody
 * can choose. Owned by the port's thread.
 */
final class StrangerAllowances {
    private static final int PLACES = 1024;

    private static final long MIXER = 0x9E37_79B9_7F4A_7C15L;

    private final ReadAllowance[] places = new ReadAllowance[PLACES];
    private final long secret;

    StrangerAllowances(long nowNanos) {
        this(nowNanos, new SecureRandom().nextLong());
    }

    StrangerAllowances(long nowNanos, long secret) {
        this.secret = secret;
        for (int i = 0; i < PLACES; i++) {
            places[i] = ReadAllowance.ofStrangers(nowNanos);
        }
    }

    /** That of an address's network. */
    ReadAllowance of(PeerAddress address) {
        long network = address.isIpv4() ? address.low() : address.high();
        long mixed = (network ^ secret) * MIXER;
        mixed = (mixed ^ mixed >>> 32 ^ secret) * MIXER;
        return places[(int) (mixed >>> 32) & (PLACES - 1)];
    }
}
