package org.livechat.rtc.sdp;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Where clients reach the server: its host candidates.
 *
 * @param udp addresses that take datagrams, the preferred one first; at least one
 * @param tcp addresses that take connections (RFC 6544 passive candidates), the preferred one first; they come behind those of UDP
 */
public record HostCandidates(List<InetSocketAddress> udp, List<InetSocketAddress> tcp) {
    public HostCandidates {
        udp = List.copyOf(udp);
        tcp = List.copyOf(tcp);
        if (udp.isEmpty()) {
            throw new IllegalArgumentException("an answer needs at least one address to advertise");
        }
    }

    /** Those of a server that takes no connections. */
    public static HostCandidates udp(List<InetSocketAddress> addresses) {
        return new HostCandidates(addresses, List.of());
    }
}
