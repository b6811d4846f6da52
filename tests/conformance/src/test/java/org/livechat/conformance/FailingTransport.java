package org.livechat.conformance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.livechat.api.transport.DatagramHandler;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.DatagramTransport;
import org.livechat.api.transport.PeerAddress;
import org.livechat.api.transport.PortSettings;
import org.livechat.rtc.rtp.PacketKind;
import org.livechat.transport.NioTransport;

/**
 * The portable transport, whose media worker can be made to fail or to hang in the middle of a round, or to fail over the media of one
 * client alone. Used where it is named only.
 */
public final class FailingTransport implements DatagramTransport {
    static final String NAME = "failing";

    private static final AtomicReference<Supplier<Throwable>> failure = new AtomicReference<>();
    private static final AtomicReference<CountDownLatch> gate = new AtomicReference<>();

    /** Whose media brings out a defect as it comes, and who cannot be sent anything. */
    private static final Set<InetSocketAddress> bad = ConcurrentHashMap.newKeySet();

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

    /** Has all media that comes from there, or that goes there, bring out a defect, or no more. */
    static void spoil(InetSocketAddress address, boolean now) {
        if (now) {
            bad.add(address);
        } else {
            bad.remove(address);
        }
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
            return port.receive(bad.isEmpty() ? handler : spoiling(handler), limit);
        }

        private static DatagramHandler spoiling(DatagramHandler handler) {
            return (buffer, offset, length, from) -> {
                boolean isSpoilt = isMedia(buffer, offset, length) && bad.contains(from.toSocketAddress());
                handler.received(isSpoilt ? new byte[0] : buffer, offset, length, from);
            };
        }

        private static boolean isMedia(byte[] buffer, int offset, int length) {
            PacketKind kind = PacketKind.of(buffer, offset, length);
            return kind == PacketKind.RTP || kind == PacketKind.RTCP;
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
            if (!bad.isEmpty()
                    && isMedia(port.slotBuffer(), port.slotOffset(), length)
                    && bad.contains(destination.toSocketAddress())) {
                throw new IllegalStateException("a defect of the test's");
            }
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
