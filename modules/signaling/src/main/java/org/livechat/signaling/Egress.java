package org.livechat.signaling;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.eclipse.jetty.websocket.core.exception.WebSocketWriteTimeoutException;
import org.jspecify.annotations.Nullable;
import org.livechat.protocol.EncodedPacket;

/**
 * What waits to be written to one client: a queue, bounded in packets and in bytes, with one write in flight. Nobody ever waits for it;
 * when it is full, that is told once and everything in it is dropped. Thread-safe.
 */
final class Egress extends IteratingCallback {
    private final CoreSession connection;
    private final EgressLimits limits;
    private final ParcelBudget budget;
    private final SignalingCounters counters;
    private final Consumer<String> onOverflow;

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Parcel> ready = new ArrayDeque<>();
    private boolean finished;
    private @Nullable Frame close;

    /** Whose frames are being written, and how many of them have been given to the connection. */
    private @Nullable Parcel writing;

    private int framesGiven;

    /** Of all that waits, what is being written included. */
    private long bytes;

    /** @param onOverflow called once with the reason, on the thread that offered one packet too many; must not block */
    Egress(
            CoreSession connection,
            EgressLimits limits,
            ParcelBudget budget,
            SignalingCounters counters,
            Consumer<String> onOverflow) {
        this.connection = connection;
        this.limits = limits;
        this.budget = budget;
        this.counters = counters;
        this.onOverflow = onOverflow;
    }

    /** Queues a packet, and has it written. */
    void send(Parcel packet) {
        queue(packet);
        flush();
    }

    void pong(ByteBuffer payload) {
        send(Parcel.pong(payload));
    }

    /** Queues a packet. */
    void queue(Parcel parcel) {
        Optional<String> tooMuch;
        lock.lock();
        try {
            if (finished) {
                return;
            }
            tooMuch = tooMuch(parcel);
            if (tooMuch.isPresent()) {
                drop(ready);
            } else {
                add(parcel);
            }
        } finally {
            lock.unlock();
        }
        tooMuch.ifPresent(onOverflow);
    }

    /** Has what is queued written, as far as the connection takes it. */
    void flush() {
        iterate();
    }

    /** Queues a last packet and the close frame; whatever is offered later is dropped. */
    void finish(Optional<EncodedPacket> last, Frame closing) {
        lock.lock();
        try {
            if (finished) {
                return;
            }
            finished = true;
            last.map(Parcel::of).ifPresent(packet -> {
                if (budget.take(packet, 0)) {
                    add(packet);
                }
            });
            close = closing;
        } finally {
            lock.unlock();
        }
        iterate();
    }

    /** Why a parcel may not wait; otherwise its place is taken. */
    private Optional<String> tooMuch(Parcel parcel) {
        if (ready.size() >= limits.packets()) {
            return Optional.of("more than " + limits.packets() + " packets wait to be read");
        }
        // One by itself may be longer: a list is as long as it is.
        if (bytes > 0 && bytes + parcel.bytes() > limits.bytes()) {
            return Optional.of("more than " + limits.bytes() + " bytes wait to be read");
        }
        return budget.take(parcel, bytes)
                ? Optional.empty()
                : Optional.of("too much waits to be read by all, and more by you than by others");
    }

    private void add(Parcel parcel) {
        bytes += parcel.bytes();
        ready.add(parcel);
    }

    private void drop(Queue<Parcel> queue) {
        queue.forEach(this::forget);
        queue.clear();
    }

    private void forget(Parcel parcel) {
        bytes -= parcel.bytes();
        budget.giveBack(parcel);
    }

    /** Called by one thread at a time; goes on when the write before is done. */
    @Override
    protected Action process() {
        Frame frame;
        boolean more;
        lock.lock();
        try {
            if (writing == null) {
                writing = ready.poll();
                framesGiven = 0;
            }
            if (writing == null) {
                if (close == null) {
                    return Action.IDLE;
                }
                connection.sendFrame(close, Callback.NOOP, false);
                return Action.SUCCEEDED;
            }
            frame = writing.frame(framesGiven++);
            more = !frame.isFin() || !ready.isEmpty();
        } finally {
            lock.unlock();
        }
        connection.sendFrame(new OutgoingEntry.Builder(frame, this)
                .batch(more)
                .frameTimeout(patience(frame).toMillis())
                .build());
        return Action.SCHEDULED;
    }

    private Duration patience(Frame frame) {
        return limits.timeout().plusSeconds(frame.getPayloadLength() / EgressLimits.SLOWEST_BYTES_A_SECOND);
    }

    @Override
    protected void onSuccess() {
        lock.lock();
        try {
            if (writing != null && framesGiven == writing.pieces().size()) {
                counters.packetsOut.increment();
                forget(writing);
                writing = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** The connection broke, or the client took nothing for too long; its end is told to the frame handler. */
    @Override
    protected void onFailure(Throwable cause) {
        lock.lock();
        try {
            if (cause instanceof WebSocketWriteTimeoutException && !finished) {
                counters.unread.increment();
            }
            finished = true;
            drop(ready);
            if (writing != null) {
                forget(writing);
                writing = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
