package org.livechat.transport;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.livechat.api.transport.DatagramTransport;

/** The transports of the application's own layer, for those who know no other. May be used by any thread. */
public final class Transports {
    private Transports() {}

    /** All there are, the best first, whether or not they can run. */
    public static List<DatagramTransport> all() {
        return ServiceLoader.load(DatagramTransport.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(DatagramTransport::rank).reversed())
                .toList();
    }

    /** The best that can run here. */
    public static DatagramTransport best() {
        return all().stream()
                .filter(transport -> transport.obstacle().isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no datagram transport runs on this machine"));
    }
}
