package org.livechat.transport;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** A way to send and receive datagrams, found with {@link ServiceLoader}. Thread-safe. */
public interface DatagramTransport {
    /** What configuration calls it. */
    String name();

    /** The one with the highest rank among those that can run is used by default. */
    int rank();

    /** Why it cannot run on this machine; empty if it can. */
    Optional<String> obstacle();

    /** Whether several ports can share one address, each receiving a part of the senders. */
    boolean canShare();

    /**
     * Opens a port.
     *
     * @throws IOException when the address is in use, not of this machine, or may not be used
     */
    DatagramPort open(PortSettings settings) throws IOException;

    /** All there are, the best first. */
    static List<DatagramTransport> all() {
        return ServiceLoader.load(DatagramTransport.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(DatagramTransport::rank).reversed())
                .toList();
    }

    /** The best that can run here. */
    static DatagramTransport best() {
        return all().stream()
                .filter(transport -> transport.obstacle().isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no datagram transport runs on this machine"));
    }

    /**
     * The one of this name.
     *
     * @throws IllegalArgumentException if there is none, or it cannot run here
     */
    static DatagramTransport named(String name) {
        List<DatagramTransport> all = all();
        DatagramTransport wanted = all.stream()
                .filter(transport -> transport.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no transport '%s', only %s"
                        .formatted(
                                name, all.stream().map(DatagramTransport::name).collect(Collectors.joining(", ")))));
        wanted.obstacle().ifPresent(obstacle -> {
            throw new IllegalArgumentException("the transport '%s' cannot run here: %s".formatted(name, obstacle));
        });
        return wanted;
    }
}
