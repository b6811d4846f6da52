package org.livechat.http.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Whether a page may speak to this server. Browsers send {@code Origin}, other programs need not: without it a request
 * is allowed, with it the origin has to be the server's own or one of a list (RFC 6455 10.2).
 */
public final class OriginPolicy {
    private final Set<String> allowed;

    /** @param allowed further origins, such as {@code https://dispatch.example.org} */
    public OriginPolicy(Set<String> allowed) {
        this.allowed = allowed.stream()
                .flatMap(origin -> AllowedOrigin.asSent(origin).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The server's own pages alone. */
    public static OriginPolicy sameOrigin() {
        return new OriginPolicy(Set.of());
    }

    public boolean allows(Request request) {
        return allows(
                request.getHeaders().getValuesList(HttpHeader.ORIGIN),
                request.getHeaders().getValuesList(HttpHeader.HOST));
    }

    boolean allows(List<String> origins, List<String> hosts) {
        if (origins.isEmpty()) {
            return true;
        }
        if (origins.size() != 1 || hosts.size() != 1) {
            return false;
        }
        String origin = origins.getFirst().toLowerCase(Locale.ROOT);
        return allowed.contains(origin) || isOwn(origin, hosts.getFirst().toLowerCase(Locale.ROOT));
    }

    /** Behind a proxy that ends TLS the scheme is not ours to know, so host and port decide. */
    private static boolean isOwn(String origin, String host) {
        try {
            URI uri = new URI(origin);
            if (uri.getHost() == null || uri.getScheme() == null) {
                return false;
            }
            int defaultPort = uri.getScheme().equals("https") ? 443 : 80;
            String authority = uri.getRawAuthority();
            return host.equals(authority) || withPort(host, defaultPort).equals(withPort(authority, defaultPort));
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static String withPort(String authority, int defaultPort) {
        boolean hasPort = authority.lastIndexOf(':') > authority.lastIndexOf(']');
        return hasPort ? authority : authority + ":" + defaultPort;
    }
}
