package org.livechat.media;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.livechat.api.part.PartFailed;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.DatagramTransport;
import org.livechat.media.tcp.TcpLimits;
import org.livechat.media.tcp.TcpPort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ports of a plane, of one number.
 *
 * @param udp one a worker
 * @param tcp unless no connections are taken; without a number of its own where they are taken at the web server's alone
 */
record MediaPorts(List<DatagramPort> udp, Optional<TcpPort> tcp) {
    private static final Logger log = LoggerFactory.getLogger(MediaPorts.class);

    /** What the kernel takes of a connection's packets before it can send them: 200 ms of a voice at 40 kbit/s. */
    private static final int MOST_UNSENT_BYTES = 1024;

    /** Numbers that the system chose for UDP and that somebody has for TCP, one behind the other. */
    private static final int MOST_TRIES = 16;

    /**
     * Opens them.
     *
     * @throws IOException when the address of UDP is in use, not of this machine, or may not be used
     * @throws PartFailed when that is so of TCP
     */
    static MediaPorts open(MediaSettings settings, DatagramTransport transport) throws IOException {
        int tries = settings.bind().getPort() == 0 ? MOST_TRIES : 1;
        while (true) {
            tries--;
            List<DatagramPort> udp = Ports.open(settings, transport);
            if (!settings.tcp().enabled()) {
                return new MediaPorts(
                        udp,
                        settings.tcp().onHttp()
                                ? Optional.of(TcpPort.withoutListener(limits(settings)))
                                : Optional.empty());
            }
            var at = new InetSocketAddress(
                    settings.bind().getAddress(), udp.getFirst().localAddress().getPort());
            try {
                TcpPort tcp = TcpPort.open(at, limits(settings));
                limitUnsent(transport, at, tcp);
                return new MediaPorts(udp, Optional.of(tcp));
            } catch (IOException | RuntimeException e) {
                udp.forEach(DatagramPort::close);
                if (tries == 0 || !(e instanceof BindException)) {
                    throw refused(at, e);
                }
            }
        }
    }

    private static void limitUnsent(DatagramTransport transport, InetSocketAddress at, TcpPort tcp) {
        try {
            if (transport.limitUnsent(at, MOST_UNSENT_BYTES)) {
                tcp.unsentIsLimited();
            }
        } catch (IOException | RuntimeException e) {
            log.info(
                    "media: clients over TCP that do not keep up hear some seconds late, since the kernel keeps what they"
                            + " have not taken: {}",
                    e.getMessage());
        }
    }

    private static TcpLimits limits(MediaSettings settings) {
        return new TcpLimits(
                settings.tcp().connections(), settings.tcp().connectionsPerAddress(), settings.handshakeTimeout());
    }

    private static PartFailed refused(InetSocketAddress at, Exception cause) {
        return new PartFailed(
                "cannot listen on TCP %s:%d: %s; media.host and media.port (--udp-port) say where, and media.tcp: false does without"
                        .formatted(at.getHostString(), at.getPort(), cause.getMessage()),
                cause);
    }
}
