package org.livechat.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which addresses clients are told to send media to. */
final class AdvertisedAddress {
    // TEST-NET-1 (RFC 5737) and the prefix of documentation (RFC 3849), of which there is no host.
    private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress ELSEWHERE_IPV6 = InetAddress.ofLiteral("2001:db8::1");
    private static final int ANY_PORT = 9;

    private AdvertisedAddress() {}

    /** The bound one, else those of the default routes, else loopback. */
    static List<InetAddress> of(InetAddress bound) {
        return of(bound, AdvertisedAddress::towards);
    }

    /**
     * A port that is bound to all addresses takes both families, whichever of the two wildcards names them.
     *
     * @param route the address of this machine that packets to another one leave from, if any can
     */
    static List<InetAddress> of(InetAddress bound, Function<InetAddress, Optional<InetAddress>> route) {
        if (!bound.isAnyLocalAddress()) {
            return List.of(bound);
        }
        List<InetAddress> found = Stream.of(ELSEWHERE, ELSEWHERE_IPV6)
                .flatMap(destination -> route.apply(destination).stream())
                // of a link-local one a client would have to know its own interface
                .filter(address -> !address.isAnyLocalAddress() && !address.isLinkLocalAddress())
                .toList();
        return found.isEmpty() ? List.of(InetAddress.getLoopbackAddress()) : found;
    }

    /** Connecting a UDP socket looks the route up and sends nothing. */
    private static Optional<InetAddress> towards(InetAddress destination) {
        try (var socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(destination, ANY_PORT));
            return Optional.of(socket.getLocalAddress());
        } catch (IOException | UncheckedIOException | UnsupportedAddressTypeException noRoute) {
            return Optional.empty();
        }
    }
}
