package org.livechat.media;

/**
 * How clients are served whose UDP is blocked.
 *
 * @param enabled whether connections are taken, at the media port's number
 * @param connections that may be open at a time
 * @param connectionsPerAddress the same of one IPv4 address or one /64 of IPv6
 */
public record TcpSettings(boolean enabled, int connections, int connectionsPerAddress) {
    /** What the configuration has by default. */
    public static final TcpSettings DEFAULT = new TcpSettings(true, 4096, 512);
}
