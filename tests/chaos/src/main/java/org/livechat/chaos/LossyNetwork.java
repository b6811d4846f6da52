package org.livechat.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Paths between clients and the server's port of media that lose datagrams, all by one thread. */
final class LossyNetwork implements AutoCloseable {
    private static final int MOST_BYTES = 2048;

    private final Selector selector;
    private final Queue<Path> opened = new ConcurrentLinkedQueue<>();
    private final ByteBuffer datagram = ByteBuffer.allocate(MOST_BYTES);
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("lossy-network").unstarted(this::run);
    private volatile boolean closed;

    private LossyNetwork(Selector selector) {
        this.selector = selector;
    }

    static LossyNetwork open() throws IOException {
        var network = new LossyNetwork(Selector.open());
        network.thread.start();
        return network;
    }

    /** Datagrams that were lost so far. */
    long lost() {
        return lost.get();
    }

    /** @param loss the share of datagrams that are lost, in both directions */
    Path path(int serverPort, double loss, SplittableRandom random) throws IOException {
        var path = new Path(serverPort, loss, random);
        opened.add(path);
        selector.wakeup();
        return path;
    }

    private void run() {
        try (selector) {
            while (!closed) {
                selector.select(LossyNetwork::forward);
                for (Path path = opened.poll(); path != null; path = opened.poll()) {
                    path.register();
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("the selector of the lossy network failed", broken);
        }
    }

    private static void forward(SelectionKey key) {
        ((Runnable) key.attachment()).run();
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }

    /** That of one client, whose latest address is answered. */
    final class Path implements AutoCloseable {
        private final int serverPort;
        private final double loss;
        private final SplittableRandom random;
        private final DatagramChannel clientSide = DatagramChannel.open();
        private final DatagramChannel serverSide = DatagramChannel.open();
        private final int port;
        private SocketAddress client;

        private Path(int serverPort, double loss, SplittableRandom random) throws IOException {
            this.serverPort = serverPort;
            this.loss = loss;
            this.random = random;
            InetAddress loopback = InetAddress.getLoopbackAddress();
            clientSide.bind(new InetSocketAddress(loopback, 0));
            port = ((InetSocketAddress) clientSide.getLocalAddress()).getPort();
            client = new InetSocketAddress(loopback, port);
            serverSide.bind(new InetSocketAddress(loopback, 0));
            serverSide.connect(new InetSocketAddress(loopback, serverPort));
            clientSide.configureBlocking(false);
            serverSide.configureBlocking(false);
        }

        /** Leads the candidates of an answer over this path. */
        String lead(String answer) {
            return answer.replace(" " + serverPort + " typ host", " " + port + " typ host");
        }

        private void register() {
            try {
                clientSide.register(selector, SelectionKey.OP_READ, (Runnable) this::toServer);
                serverSide.register(selector, SelectionKey.OP_READ, (Runnable) this::toClient);
            } catch (ClosedChannelException gone) {
                close();
            }
        }

        private void toServer() {
            try {
                SocketAddress from = clientSide.receive(datagram.clear());
                if (from != null) {
                    client = from;
                    if (passes()) {
                        serverSide.write(datagram.flip());
                    }
                }
            } catch (IOException e) {
                // Nobody listens there for now, or the path was closed: lost, as the network may lose it.
                lost.incrementAndGet();
            }
        }

        private void toClient() {
            try {
                int length = serverSide.read(datagram.clear());
                if (length > 0 && passes()) {
                    clientSide.send(datagram.flip(), client);
                }
            } catch (IOException e) {
                lost.incrementAndGet(); // as above
            }
        }

        private boolean passes() {
            if (random.nextDouble() < loss) {
                lost.incrementAndGet();
                return false;
            }
            return true;
        }

        @Override
        public void close() {
            try {
                clientSide.close();
                serverSide.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
