package org.livechat.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to the server's TCP port that can be cut, and can stop to take what the server sends. */
final class TcpWay implements AutoCloseable {
    private static final int BUFFER_BYTES = 4096;

    private final ServerSocket door = new ServerSocket();
    private final InetSocketAddress server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile CountDownLatch open = new CountDownLatch(0);

    TcpWay(InetSocketAddress server) throws IOException {
        this.server = server;
        // Small, so that it soon shows that nobody reads.
        door.setReceiveBufferSize(BUFFER_BYTES);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofVirtual().start(this::accept);
    }

    /** Leads an answer's TCP candidates over this way. */
    String lead(String answer) {
        return answer.replace(
                " " + server.getPort() + " typ host tcptype", " " + door.getLocalPort() + " typ host tcptype");
    }

    /** How often somebody has connected. */
    int connections() {
        return connections.get();
    }

    /** Resets what is connected; what connects later gets through. */
    void cut() {
        for (var socket : sockets) {
            try {
                socket.setSoLinger(true, 0);
            } catch (IOException _) {
                // the other half has closed it already
            }
            close(socket);
        }
        sockets.clear();
    }

    /** Takes nothing of what the server sends, until {@link #goOn}. */
    void stall() {
        open = new CountDownLatch(1);
    }

    void goOn() {
        open.countDown();
    }

    private void accept() {
        try {
            while (true) {
                var near = door.accept();
                var far = new Socket();
                far.setReceiveBufferSize(BUFFER_BYTES);
                far.connect(server);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                sockets.add(near);
                sockets.add(far);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> pump(near, far, false));
                Thread.ofVirtual().start(() -> pump(far, near, true));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void pump(Socket from, Socket to, boolean canStall) {
        try {
            var bytes = new byte[BUFFER_BYTES];
            while (true) {
                if (canStall) {
                    open.await();
                }
                int read = from.getInputStream().read(bytes);
                if (read < 0) {
                    break;
                }
                to.getOutputStream().write(bytes, 0, read);
            }
        } catch (IOException _) {
            // one of them has gone
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // closed already
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        goOn();
        cut();
    }
}
