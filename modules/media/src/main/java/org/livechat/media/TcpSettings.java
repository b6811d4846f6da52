package org.livechat.media;

/**
 * How clients are served whose UDP is blocked.
 *
 * @param enabled whether connections are taken at the media port's number
 * @param connections that may be open at a time, at whatever number
 * @param connectionsPerAddress the same of one IPv4 address or one /64 of IPv6
 * @param onHttp whether they are taken at the web server's port
 * @param publicHttpPort the number by which clients reach that port; 0 is its own
 */
public record TcpSettings(
        boolean enabled, int connections, int connectionsPerAddress, boolean onHttp, int publicHttpPort) {
    /** What the configuration has by default. */
    public static final TcpSettings DEFAULT = new TcpSettings(true, 4096, 512);

    /** Not at the web server's port. */
    public TcpSettings(boolean enabled, int connections, int connectionsPerAddress) {
        this(enabled, connections, connectionsPerAddress, false, 0);
    }
}
