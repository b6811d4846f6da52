package org.livechat.signaling;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.livechat.protocol.EncodedPacket;

/**
 * What waits to be written to one client: a bounded queue with one write in flight. Nobody ever waits for it; when it is
 * full, that is told once and everything in it is dropped. Thread-safe.
 *
 * <p>While a request is carried out its events are held back, so that a client sees the ACK of a join before the first
 * event of that channel, whichever thread that event comes from.
 */
final class Egress extends IteratingCallback {
    private final CoreSession connection;
    private final int bound;
    private final SignalingCounters counters;
    private final Runnable onOverflow;

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Frame> ready = new ArrayDeque<>();
    private final Queue<Frame> held = new ArrayDeque<>();
    private boolean holding;
    private boolean finished;

    /** @param onOverflow called once, on the thread that offered one packet too many; must not block */
    Egress(CoreSession connection, int bound, SignalingCounters counters, Runnable onOverflow) {
        this.connection = connection;
        this.bound = bound;
        this.counters = counters;
        this.onOverflow = onOverflow;
    }

    /** Queues an answer. */
    void answer(EncodedPacket packet) {
        offer(new Frame(OpCode.TEXT, packet.payload()), false);
    }

    /** Queues an event, behind the answer of the request that is being carried out. */
    void event(EncodedPacket packet) {
        offer(new Frame(OpCode.TEXT, packet.payload()), true);
    }

    void pong(ByteBuffer payload) {
        offer(new Frame(OpCode.PONG, payload), false);
    }

    /** Holds events back until {@link #release()}. */
    void hold() {
        lock.lock();
        try {
            holding = true;
        } finally {
            lock.unlock();
        }
    }

    /** Queues the events that were held back. */
    void release() {
        lock.lock();
        try {
            holding = false;
            ready.addAll(held);
            held.clear();
        } finally {
            lock.unlock();
        }
        iterate();
    }

    /** Queues a last packet and the close frame; whatever is offered later is dropped. */
    void finish(Optional<EncodedPacket> last, Frame close) {
        lock.lock();
        try {
            if (finished) {
                return;
            }
            finished = true;
            held.clear();
            last.ifPresent(packet -> ready.add(new Frame(OpCode.TEXT, packet.payload())));
            ready.add(close);
        } finally {
            lock.unlock();
        }
        iterate();
    }

    private void offer(Frame frame, boolean event) {
        boolean overflow;
        lock.lock();
        try {
            if (finished) {
                return;
            }
            overflow = ready.size() + held.size() >= bound;
            if (overflow) {
                ready.clear();
                held.clear();
            } else {
                (event && holding ? held : ready).add(frame);
            }
        } finally {
            lock.unlock();
        }
        if (overflow) {
            onOverflow.run();
        } else {
            iterate();
        }
    }

    /** Called by one thread at a time; goes on when the write before is done. */
    @Override
    protected Action process() {
        Frame frame;
        boolean more;
        lock.lock();
        try {
            frame = ready.poll();
            more = !ready.isEmpty();
        } finally {
            lock.unlock();
        }
        if (frame == null) {
            return Action.IDLE;
        }
        if (frame.getOpCode() == OpCode.CLOSE) {
            connection.sendFrame(frame, Callback.NOOP, false);
            return Action.SUCCEEDED;
        }
        counters.packetsOut.increment();
        connection.sendFrame(frame, this, more);
        return Action.SCHEDULED;
    }

    /** The connection broke; its end is told to the frame handler. */
    @Override
    protected void onFailure(Throwable cause) {
        lock.lock();
        try {
            finished = true;
            ready.clear();
            held.clear();
        } finally {
            lock.unlock();
        }
    }
}
