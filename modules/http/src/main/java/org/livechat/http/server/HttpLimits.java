package org.livechat.http.server;

import java.time.Duration;

/**
 * What a stranger may make the server hold, and for how long.
 *
 * @param connections of all peers together
 * @param connectionsPerAddress of one IPv4 address or one IPv6 /64 network
 * @param headerBytes of a request: its line and headers
 * @param bodyBytes of a request
 * @param firstRequest how long a new connection may take to send its first request
 * @param idle how long a connection may be silent between requests, or while it sends one
 * @param stop how long requests may take to end after the server was told to stop
 */
public record HttpLimits(
        int connections,
        int connectionsPerAddress,
        int headerBytes,
        int bodyBytes,
        Duration firstRequest,
        Duration idle,
        Duration stop) {
    public HttpLimits {
        requirePositive("connections", connections);
        requirePositive("connectionsPerAddress", connectionsPerAddress);
        requirePositive("headerBytes", headerBytes);
        requirePositive("bodyBytes", bodyBytes);
    }

    /** What a server of some hundred clients needs. */
    public static HttpLimits defaults() {
        return new HttpLimits(
                20_000, 256, 16_384, 65_536, Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(5));
    }

    /** The same but for connections. */
    public HttpLimits withConnections(int all, int perAddress) {
        return new HttpLimits(all, perAddress, headerBytes, bodyBytes, firstRequest, idle, stop);
    }

    /** The same with other patience. */
    public HttpLimits withTimeouts(Duration newFirstRequest, Duration newIdle, Duration newStop) {
        return new HttpLimits(
                connections, connectionsPerAddress, headerBytes, bodyBytes, newFirstRequest, newIdle, newStop);
    }

    private static void requirePositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is " + value + "; it has to be at least 1");
        }
    }
}
