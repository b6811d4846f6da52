package org.livechat.http.server;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Whom a trusted proxy asks for. Each proxy of a row is believed about whom it has got the request from, as long as that is
 * a trusted one too; what others have written in front of that is theirs, and never looked at. Thread-safe.
 */
final class ForwardedClient {
    private final TrustedProxies proxies;

    ForwardedClient(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /**
     * The client's address: of those who do not tell, the nearest proxy that is known.
     *
     * @param peer the proxy at the other end of the connection
     * @return empty when it cannot be told: a header is malformed, or the two contradict each other, so that one of them may
     *     be the client's own that the proxy has handed on
     */
    Optional<InetAddress> of(InetAddress peer, HttpFields headers) {
        List<String> plain = lines(headers, HttpHeader.X_FORWARDED_FOR);
        List<String> standard = lines(headers, HttpHeader.FORWARDED);
        if (standard.isEmpty()) {
            return walk(peer, ForwardedFor.hops(plain));
        }
        Optional<InetAddress> client = walk(peer, Forwarded.hops(standard));
        return plain.isEmpty()
                ? client
                : client.filter(address -> walk(peer, ForwardedFor.hops(plain)).equals(Optional.of(address)));
    }

    private static List<String> lines(HttpFields headers, HttpHeader header) {
        return headers.getValuesList(header).stream()
                .filter(line -> line != null && !line.isBlank())
                .toList();
    }

    private Optional<InetAddress> walk(InetAddress peer, List<Hop> hops) {
        InetAddress furthest = peer;
        for (Hop hop : hops) {
            switch (hop) {
                case Hop.Malformed _ -> {
                    return Optional.empty();
                }
                case Hop.Hidden _ -> {
                    return Optional.of(furthest);
                }
                case Hop.Known(var address) -> furthest = address;
            }
            if (!proxies.contains(furthest)) {
                break;
            }
        }
        return Optional.of(furthest);
    }
}
