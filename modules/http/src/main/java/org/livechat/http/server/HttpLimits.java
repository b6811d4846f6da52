package org.livechat.http.server;

import java.time.Duration;

/**
 * What a stranger may make the server hold, and for how long.
 *
 * @param connections of all peers together
 * @param connectionsPerAddress of one IPv4 address or one IPv6 /64 network
 * @param headerBytes of a request: its line and headers
 * @param bodyBytes of a request
 * @param unreadBytes of answers that wait to be read, all together
 * @param firstRequest how long a new connection may take to send its first request; a later one may take a few times as long
 * @param idle how long a connection may be silent between requests, or while it sends one
 * @param unread how long a client may take to read an answer; long ones have longer
 * @param stop how long requests may take to end after the server was told to stop
 */
public record HttpLimits(
        int connections,
        int connectionsPerAddress,
        int headerBytes,
        int bodyBytes,
        int unreadBytes,
        Duration firstRequest,
        Duration idle,
        Duration unread,
        Duration stop) {
    /** Of the heap, which others need as well. */
    private static final int MOST_OF_HEAP = 8;

    public HttpLimits {
        requirePositive("connections", connections);
        requirePositive("connectionsPerAddress", connectionsPerAddress);
        requirePositive("headerBytes", headerBytes);
        requirePositive("bodyBytes", bodyBytes);
        requirePositive("unreadBytes", unreadBytes);
    }

    /** What a server of some hundred clients needs. */
    public static HttpLimits defaults() {
        return new HttpLimits(
                20_000,
                256,
                16_384,
                65_536,
                64 << 20,
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5));
    }

    /** The same but for connections. */
    public HttpLimits withConnections(int all, int perAddress) {
        return new HttpLimits(all, perAddress, headerBytes, bodyBytes, unreadBytes, firstRequest, idle, unread, stop);
    }

    /** The same with other patience. */
    public HttpLimits withTimeouts(Duration newFirstRequest, Duration newIdle, Duration newStop) {
        return new HttpLimits(
                connections,
                connectionsPerAddress,
                headerBytes,
                bodyBytes,
                unreadBytes,
                newFirstRequest,
                newIdle,
                unread,
                newStop);
    }

    /** The same for other readers. */
    public HttpLimits withUnread(int bytes, Duration patience) {
        return new HttpLimits(
                connections, connectionsPerAddress, headerBytes, bodyBytes, bytes, firstRequest, idle, patience, stop);
    }

    /** What may wait to be read in this process: an eighth of its heap at most. */
    long unreadBytesHere() {
        return Math.min(unreadBytes, Runtime.getRuntime().maxMemory() / MOST_OF_HEAP);
    }

    private static void requirePositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is " + value + "; it has to be at least 1");
        }
    }
}
