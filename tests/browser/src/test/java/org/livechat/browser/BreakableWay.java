package org.livechat.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A way to a server's TCP port on the loopback address, which can break, die without a word, and be closed for a while. UDP goes past it. */
final class BreakableWay implements AutoCloseable {
    private final ServerSocket door;
    private final int target;
    private final List<Crossing> crossings = new ArrayList<>();
    private boolean open = true;

    BreakableWay(int target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Resets what is connected; what connects later gets through. */
    synchronized void cut() {
        crossings.forEach(Crossing::reset);
        crossings.clear();
    }

    /** What is connected carries nothing any more, and nobody is told. */
    synchronized void freeze() {
        crossings.forEach(crossing -> crossing.frozen = true);
    }

    /** Resets what is connected, and whatever connects, until it is opened. */
    synchronized void bar() {
        open = false;
        cut();
    }

    synchronized void open() {
        open = true;
    }

    private void accept() {
        try {
            while (true) {
                pass(door.accept());
            }
        } catch (IOException _) {
            // closed
        }
    }

    private synchronized void pass(Socket near) throws IOException {
        if (open) {
            var crossing = new Crossing(near, new Socket(InetAddress.getLoopbackAddress(), target));
            crossings.add(crossing);
            crossing.begin();
        } else {
            near.setSoLinger(true, 0);
            near.close();
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private static final class Crossing {
        private final Socket near;
        private final Socket far;
        private volatile boolean frozen;

        Crossing(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        void begin() {
            Thread.ofVirtual().start(() -> pump(near, far));
            Thread.ofVirtual().start(() -> pump(far, near));
        }

        private void pump(Socket from, Socket to) {
            try {
                byte[] bytes = new byte[16_384];
                for (int read = from.getInputStream().read(bytes);
                        read >= 0;
                        read = from.getInputStream().read(bytes)) {
                    if (!frozen) {
                        to.getOutputStream().write(bytes, 0, read);
                    }
                }
            } catch (IOException _) {
                // one of them has gone
            }
            if (!frozen) {
                shut(near, false);
                shut(far, false);
            }
        }

        void reset() {
            shut(near, true);
            shut(far, true);
        }

        private static void shut(Socket socket, boolean reset) {
            try {
                if (reset) {
                    socket.setSoLinger(true, 0);
                }
                socket.close();
            } catch (IOException _) {
                // closed already
            }
        }
    }
}
