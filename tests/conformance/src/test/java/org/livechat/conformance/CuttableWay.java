package org.livechat.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to a TCP port of the loopback address, on which connections can be reset, or carry nothing any more. */
final class CuttableWay implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final int target;
    private volatile int frozen;
    private final AtomicInteger opened = new AtomicInteger();

    CuttableWay(int target) throws IOException {
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Resets what is connected; what connects later gets through. */
    void cut() throws IOException {
        for (Socket socket = open.poll(); socket != null; socket = open.poll()) {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        }
    }

    /** What is connected carries nothing any more, and nobody is told. */
    void freeze() {
        frozen = opened.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = door.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(near);
                open.add(far);
                int number = opened.incrementAndGet();
                Thread.ofVirtual().start(() -> pump(number, near, far));
                Thread.ofVirtual().start(() -> pump(number, far, near));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void pump(int number, Socket from, Socket to) {
        try (from;
                to) {
            byte[] bytes = new byte[4096];
            for (int read = from.getInputStream().read(bytes);
                    read >= 0;
                    read = from.getInputStream().read(bytes)) {
                if (number > frozen) {
                    to.getOutputStream().write(bytes, 0, read);
                }
            }
        } catch (IOException _) {
            // cut
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
