package org.livechat.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to a server's TCP port on the loopback address, which can break, die without a word, and be closed for a while. UDP goes past it. */
final class BreakableWay implements AutoCloseable {
    private final ServerSocket door;
    private final InetSocketAddress target;
    private final InetAddress local;
    private final List<Crossing> crossings = new ArrayList<>();
    private boolean open = true;
    private CountDownLatch answers = new CountDownLatch(0);

    BreakableWay(int target) throws IOException {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), InetAddress.getLoopbackAddress());
    }

    /** To a server at another address, from one of this machine. */
    BreakableWay(InetSocketAddress target, InetAddress local) throws IOException {
        this.target = target;
        this.local = local;
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

    /** From what connects from now on only the greeting comes back, until {@link #letAnswersThrough()}. */
    synchronized void holdAnswers() {
        answers = new CountDownLatch(1);
    }

    synchronized void letAnswersThrough() {
        answers.countDown();
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
            try {
                var crossing = new Crossing(near, new Socket(target.getAddress(), target.getPort(), local, 0), answers);
                crossings.add(crossing);
                crossing.begin();
                return;
            } catch (ConnectException _) {
                // nobody is there for now, which the near side is told
            }
        }
        near.setSoLinger(true, 0);
        near.close();
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
        private final CountDownLatch answers;
        private volatile boolean frozen;

        /** What has come from near: the upgrade, and then IDENTIFY. */
        private final AtomicInteger asked = new AtomicInteger();

        Crossing(Socket near, Socket far, CountDownLatch answers) {
            this.near = near;
            this.far = far;
            this.answers = answers;
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
                    if (from.equals(near)) {
                        asked.incrementAndGet();
                    } else if (asked.get() > 1) {
                        answers.await();
                    }
                    if (!frozen) {
                        to.getOutputStream().write(bytes, 0, read);
                    }
                }
            } catch (IOException _) {
                // one of them has gone
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
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
