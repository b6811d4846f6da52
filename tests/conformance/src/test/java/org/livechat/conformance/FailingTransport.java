package org.livechat.conformance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.livechat.api.transport.DatagramHandler;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.DatagramTransport;
import org.livechat.api.transport.PeerAddress;
import org.livechat.api.transport.PortSettings;
import org.livechat.transport.NioTransport;

/** The portable transport, whose media worker can be made to fail or to hang in the middle of a round. Used where it is named only. */
public final class FailingTransport implements DatagramTransport {
    static final String NAME = "failing";

    private static final AtomicReference<Supplier<Throwable>> failure = new AtomicReference<>();
    private static final AtomicReference<CountDownLatch> gate = new AtomicReference<>();

    /** For ServiceLoader. */
    public FailingTransport() {}

    /** Has the next round of a worker end with this. */
    static void fail(Supplier<Throwable> thrown) {
        failure.set(thrown);
    }

    /** Has the next round of a worker hang until the latch is open. */
    static void hang(CountDownLatch until) {
        gate.set(until);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int rank() {
        return -1;
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }

    @Override
    public boolean canShare() {
        return false;
    }

    @Override
    public DatagramPort open(PortSettings settings) throws IOException {
        return new Port(new NioTransport().open(settings));
    }

    private record Port(DatagramPort port) implements DatagramPort {
        @Override
        public int receive(DatagramHandler handler, int limit) {
            CountDownLatch closed = gate.getAndSet(null);
            if (closed != null) {
                await(closed);
            }
            Supplier<Throwable> thrown = failure.getAndSet(null);
            if (thrown != null) {
                leave(thrown.get());
            }
            return port.receive(handler, limit);
        }

        private static void await(CountDownLatch closed) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @SuppressWarnings("unchecked") // erased: any throwable leaves
        private static <E extends Throwable> void leave(Throwable thrown) throws E {
            throw (E) thrown;
        }

        @Override
        public InetSocketAddress localAddress() {
            return port.localAddress();
        }

        @Override
        public int receiveBufferBytes() {
            return port.receiveBufferBytes();
        }

        @Override
        public void await(long nanos) {
            port.await(nanos);
        }

        @Override
        public void wakeUp() {
            port.wakeUp();
        }

        @Override
        public byte[] slotBuffer() {
            return port.slotBuffer();
        }

        @Override
        public int slotOffset() {
            return port.slotOffset();
        }

        @Override
        public void commit(int length, PeerAddress destination) {
            port.commit(length, destination);
        }

        @Override
        public void flush() {
            port.flush();
        }

        @Override
        public long sendFailures() {
            return port.sendFailures();
        }

        @Override
        public long messagesSent() {
            return port.messagesSent();
        }

        @Override
        public void close() {
            port.close();
        }
    }
}
