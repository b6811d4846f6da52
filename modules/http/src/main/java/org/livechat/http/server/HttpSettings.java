package org.livechat.http.server;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Where the server listens and what a stranger may make it hold.
 *
 * @param host the address to listen on; the empty string is every address of the machine
 * @param port 0 lets the system choose
 * @param maxConnections of all peers together
 * @param maxConnectionsPerAddress of one IPv4 address or one IPv6 /64 network
 * @param maxHeaderBytes of a request: its line and headers
 * @param maxBodyBytes of a request
 * @param firstRequestTimeout how long a new connection may take to send its first request
 * @param idleTimeout how long a connection may be silent between requests, or while it sends one
 * @param stopTimeout how long requests may take to end after the server was told to stop
 * @param tls what makes the port an HTTPS port; empty for plain HTTP
 * @param allowedOrigins further origins whose pages may use the server, such as {@code https://dispatch.example.org}
 */
public record HttpSettings(
        String host,
        int port,
        int maxConnections,
        int maxConnectionsPerAddress,
        int maxHeaderBytes,
        int maxBodyBytes,
        Duration firstRequestTimeout,
        Duration idleTimeout,
        Duration stopTimeout,
        Optional<TlsSettings> tls,
        Set<String> allowedOrigins) {
    private static final int DEFAULT_PORT = 8080;
    static final int MAX_PORT = 65_535;

    public HttpSettings {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port " + port + " is not within 0.." + MAX_PORT);
        }
        requirePositive("maxConnections", maxConnections);
        requirePositive("maxConnectionsPerAddress", maxConnectionsPerAddress);
        requirePositive("maxHeaderBytes", maxHeaderBytes);
        requirePositive("maxBodyBytes", maxBodyBytes);
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /** Port 8080 of every address. */
    public static HttpSettings defaults() {
        return new HttpSettings(
                "",
                DEFAULT_PORT,
                20_000,
                256,
                16_384,
                65_536,
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Optional.empty(),
                Set.of());
    }

    /** The same bounds at another place. */
    public HttpSettings at(String newHost, int newPort) {
        return new HttpSettings(
                newHost,
                newPort,
                maxConnections,
                maxConnectionsPerAddress,
                maxHeaderBytes,
                maxBodyBytes,
                firstRequestTimeout,
                idleTimeout,
                stopTimeout,
                tls,
                allowedOrigins);
    }

    /** The same place with other bounds on connections. */
    public HttpSettings withConnections(int all, int perAddress) {
        return new HttpSettings(
                host,
                port,
                all,
                perAddress,
                maxHeaderBytes,
                maxBodyBytes,
                firstRequestTimeout,
                idleTimeout,
                stopTimeout,
                tls,
                allowedOrigins);
    }

    /** The same with other patience. */
    public HttpSettings withTimeouts(Duration firstRequest, Duration idle, Duration stop) {
        return new HttpSettings(
                host,
                port,
                maxConnections,
                maxConnectionsPerAddress,
                maxHeaderBytes,
                maxBodyBytes,
                firstRequest,
                idle,
                stop,
                tls,
                allowedOrigins);
    }

    /** The same over TLS. */
    public HttpSettings withTls(TlsSettings newTls) {
        return new HttpSettings(
                host,
                port,
                maxConnections,
                maxConnectionsPerAddress,
                maxHeaderBytes,
                maxBodyBytes,
                firstRequestTimeout,
                idleTimeout,
                stopTimeout,
                Optional.of(newTls),
                allowedOrigins);
    }

    /** The same for pages of further origins. */
    public HttpSettings withAllowedOrigins(Set<String> origins) {
        return new HttpSettings(
                host,
                port,
                maxConnections,
                maxConnectionsPerAddress,
                maxHeaderBytes,
                maxBodyBytes,
                firstRequestTimeout,
                idleTimeout,
                stopTimeout,
                tls,
                origins);
    }

    private static void requirePositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is " + value + "; it has to be at least 1");
        }
    }
}
