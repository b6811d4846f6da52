package org.livechat.media;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.livechat.api.transport.DatagramTransport;

/** Which of the transports there are a plane uses. */
final class TransportChoice {
    private TransportChoice() {}

    /**
     * The transport that the settings name, or of those that can run the one with the highest rank.
     *
     * @param name of a transport, or {@link WorkerSettings#AUTOMATIC}
     * @throws IllegalArgumentException if there is none of that name, it cannot run here, or none can
     */
    static DatagramTransport of(List<DatagramTransport> transports, String name) {
        return name.equals(WorkerSettings.AUTOMATIC) ? best(transports) : named(transports, name);
    }

    private static DatagramTransport best(List<DatagramTransport> transports) {
        return transports.stream()
                .filter(transport -> transport.obstacle().isEmpty())
                .max(Comparator.comparingInt(DatagramTransport::rank))
                .orElseThrow(() -> new IllegalArgumentException(
                        transports.isEmpty()
                                ? "there is no datagram transport: no jar in lib/ and no plug-in has one that can be used"
                                : "no transport can run on this machine, of those there are: " + names(transports)));
    }

    private static DatagramTransport named(List<DatagramTransport> transports, String name) {
        DatagramTransport wanted = transports.stream()
                .filter(transport -> transport.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no transport '%s', only %s".formatted(name, names(transports))));
        wanted.obstacle().ifPresent(obstacle -> {
            throw new IllegalArgumentException("the transport '%s' cannot run here: %s".formatted(name, obstacle));
        });
        return wanted;
    }

    private static String names(List<DatagramTransport> transports) {
        return transports.stream().map(DatagramTransport::name).collect(Collectors.joining(", "));
    }
}
