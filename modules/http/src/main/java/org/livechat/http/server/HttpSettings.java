package org.livechat.http.server;

import java.util.Optional;
import java.util.Set;

/**
 * Where the server listens, for whom, and within which limits.
 *
 * @param host the address to listen on; the empty string is every address of the machine
 * @param port 0 lets the system choose
 * @param tls what makes the port an HTTPS port; empty for plain HTTP
 * @param allowedOrigins further origins whose pages may use the server, such as {@code https://dispatch.example.org}
 * @param trustedProxies the proxies that are believed when they say which client they ask for
 * @param limits what a stranger may make it hold
 */
public record HttpSettings(
        String host,
        int port,
        Optional<TlsSettings> tls,
        Set<String> allowedOrigins,
        TrustedProxies trustedProxies,
        HttpLimits limits) {
    private static final int DEFAULT_PORT = 8080;
    static final int MAX_PORT = 65_535;

    public HttpSettings {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port " + port + " is not within 0.." + MAX_PORT);
        }
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /** Port 8080 of every address. */
    public static HttpSettings defaults() {
        return new HttpSettings(
                "", DEFAULT_PORT, Optional.empty(), Set.of(), TrustedProxies.none(), HttpLimits.defaults());
    }

    /** The same at another place. */
    public HttpSettings at(String newHost, int newPort) {
        return new HttpSettings(newHost, newPort, tls, allowedOrigins, trustedProxies, limits);
    }

    /** The same over TLS. */
    public HttpSettings withTls(TlsSettings newTls) {
        return new HttpSettings(host, port, Optional.of(newTls), allowedOrigins, trustedProxies, limits);
    }

    /** The same for pages of further origins. */
    public HttpSettings withAllowedOrigins(Set<String> origins) {
        return new HttpSettings(host, port, tls, origins, trustedProxies, limits);
    }

    /** The same behind proxies. */
    public HttpSettings behind(TrustedProxies proxies) {
        return new HttpSettings(host, port, tls, allowedOrigins, proxies, limits);
    }

    /** The same within other limits. */
    public HttpSettings within(HttpLimits newLimits) {
        return new HttpSettings(host, port, tls, allowedOrigins, trustedProxies, newLimits);
    }
}
