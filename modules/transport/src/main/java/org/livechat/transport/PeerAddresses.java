package org.livechat.transport;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.livechat.api.transport.PeerAddress;

/**
 * The addresses that a port has received from lately, so that a packet of a known sender allocates nothing. A cache of a
 * fixed size, in which strangers can only push others out: what is pushed out costs an allocation when it comes again.
 * Owned by one thread.
 */
final class PeerAddresses {
    private static final int WAYS = 4;
    private static final int SETS = 1 << 13;

    private final @Nullable PeerAddress[] known = new PeerAddress[SETS * WAYS];
    private int nextVictim;
    private @Nullable InetSocketAddress lastSeen;
    private @Nullable PeerAddress lastFound;

    PeerAddress find(long high, long low, int port, int scope) {
        int set = (PeerAddress.hash(high, low, port) & (SETS - 1)) * WAYS;
        for (int way = set; way < set + WAYS; way++) {
            PeerAddress candidate = known[way];
            if (candidate != null && candidate.is(high, low, port, scope)) {
                return candidate;
            }
        }
        return put(set, PeerAddress.of(high, low, port, scope));
    }

    // The channel hands out one object for packets of one sender in a row: no need to look into it.
    @SuppressWarnings("ReferenceEquality")
    PeerAddress find(InetSocketAddress address) {
        PeerAddress last = lastFound;
        if (address == lastSeen && last != null) {
            return last;
        }
        // The hash code of an IPv4 address is the address itself, which saves asking for a copy of its bytes.
        PeerAddress found = address.getAddress() instanceof Inet4Address four
                ? find(0, PeerAddress.mapped(four.hashCode()), address.getPort(), 0)
                : findIpv6(PeerAddress.of(address));
        lastSeen = address;
        lastFound = found;
        return found;
    }

    private PeerAddress findIpv6(PeerAddress address) {
        return find(address.high(), address.low(), address.port(), address.scope());
    }

    private PeerAddress put(int set, PeerAddress address) {
        int way = set;
        while (way < set + WAYS && known[way] != null) {
            way++;
        }
        if (way == set + WAYS) {
            way = set + (nextVictim++ & (WAYS - 1));
        }
        known[way] = address;
        return address;
    }

    /** How many are known now, at most {@code SETS * WAYS}. */
    int size() {
        return (int) Arrays.stream(known).filter(Objects::nonNull).count();
    }
}
