package org.livechat.media.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.livechat.api.network.PerNetworkCount;
import org.livechat.api.transport.PeerAddress;
import org.livechat.api.transport.SharedPortConnection;

/** The connections that are open, by what packets go to. Changed by the port's thread, read by any. */
final class TcpConnections {
    /**
     * What the kernel keeps of what a client has not confirmed, where it takes all that finds room there: the less, the sooner it shows
     * that a client does not keep up.
     */
    private static final int SEND_BUFFER_BYTES = 16 << 10;

    /** The same where it takes little before it can be sent: room for 5 Mbit/s over 200 ms. */
    private static final int LARGE_SEND_BUFFER_BYTES = 128 << 10;

    /** What the kernel keeps of what a client has sent and is not read yet: 5 Mbit/s for 400 ms. */
    private static final int RECEIVE_BUFFER_BYTES = 256 << 10;

    /** What may wait for all clients together. */
    private static final long MOST_WAITING_BYTES = 32L << 20;

    private final TcpLimits limits;
    private final TcpCounters counters;
    private final Selector selector;
    private final PerNetworkCount networks;
    private final BacklogMemory memory = new BacklogMemory(MOST_WAITING_BYTES);
    private final Map<PeerAddress, TcpConnection> open = new ConcurrentHashMap<>();
    private final StrangerAllowances strangers = new StrangerAllowances(System.nanoTime());
    private boolean unsentIsLimited;
    private long accepted;

    TcpConnections(TcpLimits limits, TcpCounters counters, Selector selector) {
        this.limits = limits;
        this.counters = counters;
        this.selector = selector;
        this.networks = new PerNetworkCount(limits.connectionsPerNetwork());
    }

    /** Of those that come to the port's own number, from now on, the kernel takes little before it can be sent. */
    void unsentIsLimited() {
        unsentIsLimited = true;
    }

    /**
     * The one that makes room for another, where there is none: of those that no client has proved to be at the oldest. Strangers keep
     * clients out by no number of connections that way, since a client proves itself with its first packet.
     */
    Optional<TcpConnection> toMakeRoom() {
        return open.size() < limits.connections()
                ? Optional.empty()
                : open.values().stream()
                        .filter(connection -> !connection.isProven())
                        .min(Comparator.comparingLong(connection -> connection.address().stream()));
    }

    /**
     * Takes a connection, or closes it at once if there are too many, or it has gone.
     *
     * @param own whether it came to the port's own number
     */
    Optional<TcpConnection> take(SharedPortConnection arrived, boolean own, TcpConnection.PacketHandlers handlers) {
        try {
            var address = (InetSocketAddress) arrived.channel().getRemoteAddress();
            if (open.size() >= limits.connections()) {
                return refuse(arrived, TcpCounters.Count.REFUSED_TOTAL);
            }
            Optional<PerNetworkCount.Place> place = networks.enter(address.getAddress());
            if (place.isEmpty()) {
                return refuse(arrived, TcpCounters.Count.REFUSED_NETWORK);
            }
            boolean limited = own && unsentIsLimited;
            arrived.channel()
                    .setOption(StandardSocketOptions.SO_SNDBUF, limited ? LARGE_SEND_BUFFER_BYTES : SEND_BUFFER_BYTES);
            arrived.channel().setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
            return Optional.of(
                    add(arrived, limited, PeerAddress.of(address).onStream(++accepted), place.get(), handlers));
        } catch (IOException gone) {
            arrived.end().run();
            return Optional.empty();
        }
    }

    private TcpConnection add(
            SharedPortConnection arrived,
            boolean unsentIsLimited,
            PeerAddress address,
            PerNetworkCount.Place place,
            TcpConnection.PacketHandlers handlers)
            throws IOException {
        try {
            SocketChannel channel = arrived.channel();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var connection = new TcpConnection(
                    arrived,
                    unsentIsLimited,
                    selector,
                    address,
                    place,
                    memory,
                    strangers.of(address),
                    counters,
                    handlers);
            open.put(address, connection);
            counters.increment(TcpCounters.Count.ACCEPTED);
            return connection;
        } catch (IOException | RuntimeException e) {
            place.close();
            throw e;
        }
    }

    private Optional<TcpConnection> refuse(SharedPortConnection arrived, TcpCounters.Count why) {
        counters.increment(why);
        arrived.end().run();
        return Optional.empty();
    }

    /** Takes one out, to which nothing is sent any more; false if it was out already. */
    boolean forget(TcpConnection connection) {
        return open.remove(connection.address(), connection);
    }

    Collection<TcpConnection> all() {
        return open.values();
    }

    int size() {
        return open.size();
    }

    long waitingBytes() {
        return memory.used();
    }

    FrameSender sender() {
        return new FrameSender(open);
    }
}
