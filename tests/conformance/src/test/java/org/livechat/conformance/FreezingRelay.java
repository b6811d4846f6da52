package org.livechat.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A way to a server that can die without a word, as behind a NAT that has forgotten it: connections stay, and carry nothing. */
final class FreezingRelay implements AutoCloseable {
    private final ServerSocket door;
    private final int port;
    private final List<Socket> sockets = new ArrayList<>();
    private volatile CountDownLatch frozen = new CountDownLatch(1);

    FreezingRelay(int port) throws IOException {
        this.port = port;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** What is connected carries nothing from now on, and never will; what connects later does. */
    void freeze() {
        CountDownLatch before = frozen;
        frozen = new CountDownLatch(1);
        before.countDown();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = door.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
                synchronized (sockets) {
                    sockets.add(near);
                    sockets.add(far);
                }
                CountDownLatch now = frozen;
                Thread.ofVirtual().start(() -> pump(near, far, now));
                Thread.ofVirtual().start(() -> pump(far, near, now));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private static void pump(Socket from, Socket to, CountDownLatch frozen) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] bytes = new byte[4096];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (frozen.getCount() == 0) {
                    new CountDownLatch(1).await();
                }
                out.write(bytes, 0, read);
            }
        } catch (IOException _) {
            // one of them has gone
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            synchronized (sockets) {
                for (Socket socket : sockets) {
                    socket.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
