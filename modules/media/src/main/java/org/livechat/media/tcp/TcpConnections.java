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

/** The connections that are open, by what packets go to. Changed by the port's thread, read by any. */
final class TcpConnections {
    /**
     * What the kernel keeps of what a client has not confirmed, where it takes all that finds room there: the less, the sooner it shows
     * that a client does not keep up.
     */
    private static final int SEND_BUFFER_BYTES = 16 << 10;

    /** The same where it takes little before it can be sent: room for 5 Mbit/s over 200 ms. */
    private static final int LARGE_SEND_BUFFER_BYTES = 128 << 10;

    /** What may wait for all clients together. */
    private static final long MOST_WAITING_BYTES = 32L << 20;

    private final TcpLimits limits;
    private final TcpCounters counters;
    private final Selector selector;
    private final PerNetworkCount networks;
    private final BacklogMemory memory = new BacklogMemory(MOST_WAITING_BYTES);
    private final Map<PeerAddress, TcpConnection> open = new ConcurrentHashMap<>();
    private int sendBufferBytes = SEND_BUFFER_BYTES;
    private long accepted;

    TcpConnections(TcpLimits limits, TcpCounters counters, Selector selector) {
        this.limits = limits;
        this.counters = counters;
        this.selector = selector;
        this.networks = new PerNetworkCount(limits.connectionsPerNetwork());
    }

    /** The kernel takes little before it can be sent, of those that are taken from now on. */
    void unsentIsLimited() {
        sendBufferBytes = LARGE_SEND_BUFFER_BYTES;
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

    /** Takes a connection, or closes it at once if there are too many. */
    void take(SocketChannel channel, TcpConnection.PacketHandlers handlers) {
        try {
            var address = (InetSocketAddress) channel.getRemoteAddress();
            if (open.size() >= limits.connections()) {
                refuse(channel, TcpCounters.Count.REFUSED_TOTAL);
                return;
            }
            Optional<PerNetworkCount.Place> place = networks.enter(address.getAddress());
            if (place.isEmpty()) {
                refuse(channel, TcpCounters.Count.REFUSED_NETWORK);
                return;
            }
            add(channel, PeerAddress.of(address).onStream(++accepted), place.get(), handlers);
        } catch (IOException gone) {
            close(channel);
        }
    }

    private void add(
            SocketChannel channel,
            PeerAddress address,
            PerNetworkCount.Place place,
            TcpConnection.PacketHandlers handlers)
            throws IOException {
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, sendBufferBytes);
            open.put(address, new TcpConnection(channel, selector, address, place, memory, counters, handlers));
            counters.increment(TcpCounters.Count.ACCEPTED);
        } catch (IOException | RuntimeException e) {
            place.close();
            throw e;
        }
    }

    private void refuse(SocketChannel channel, TcpCounters.Count why) {
        counters.increment(why);
        close(channel);
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // it has gone, which is what is wanted
        }
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
