package org.livechat.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.livechat.api.transport.SharedPortConnection;
import org.livechat.api.transport.SharedPortProtocol;
import org.livechat.media.tcp.TcpPort;
import org.livechat.rtc.stun.FramedCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Media at the port of the web server, for clients that reach nothing else: connections that begin with a connectivity check are those of
 * the TCP port. Any thread.
 */
final class WebPort implements SharedPortProtocol {
    private static final Logger log = LoggerFactory.getLogger(WebPort.class);

    private final TcpPort tcp;
    private final List<InetAddress> advertised;
    private final int publicPort;
    private volatile @Nullable InetSocketAddress listening;

    /**
     * @param advertised the addresses that clients are told
     * @param publicPort the number that they are told; 0 is the port's own
     */
    WebPort(TcpPort tcp, List<InetAddress> advertised, int publicPort) {
        this.tcp = tcp;
        this.advertised = advertised;
        this.publicPort = publicPort;
    }

    @Override
    public Recognition recognize(ByteBuffer begin) {
        return FramedCheck.of(begin);
    }

    @Override
    public void listening(InetSocketAddress address) {
        listening = address;
        log.info(
                "media: connections are taken at the web server's port too, which clients are told as {}",
                candidates());
    }

    @Override
    public void take(SharedPortConnection connection) {
        tcp.take(connection);
    }

    /** The web server's port, once it listens. */
    Optional<Integer> port() {
        return Optional.ofNullable(listening).map(InetSocketAddress::getPort);
    }

    /** Where clients connect to, the preferred one first; nowhere before the web server listens. */
    List<InetSocketAddress> candidates() {
        return port().stream()
                .map(port -> publicPort == 0 ? port : publicPort)
                .flatMap(port -> advertised.stream().map(address -> new InetSocketAddress(address, port)))
                .toList();
    }
}
