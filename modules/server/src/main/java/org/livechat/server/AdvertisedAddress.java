package org.livechat.server;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.livechat.server.config.MediaConfig;

/** Which addresses clients are told to send media to. */
final class AdvertisedAddress {
    // TEST-NET-1 (RFC 5737): connecting a UDP socket there looks up the route and sends nothing.
    private static final InetSocketAddress ELSEWHERE = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 9);

    private AdvertisedAddress() {}

    /** The configured ones, else the bound one, else the one of the default route, else loopback. */
    static List<InetAddress> of(MediaConfig config, InetAddress bound) {
        if (!config.advertise().isEmpty()) {
            return config.advertise();
        }
        return List.of(bound.isAnyLocalAddress() ? ofDefaultRoute() : bound);
    }

    private static InetAddress ofDefaultRoute() {
        try (var socket = new DatagramSocket()) {
            socket.connect(ELSEWHERE);
            InetAddress local = socket.getLocalAddress();
            return local.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : local;
        } catch (IOException | java.io.UncheckedIOException e) {
            return InetAddress.getLoopbackAddress();
        }
    }
}
