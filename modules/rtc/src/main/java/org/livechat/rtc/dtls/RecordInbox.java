package org.livechat.rtc.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/**
 * The network as Bouncy Castle's handshake sees it: a bounded queue of guarded records that another thread fills, and a
 * callback for what goes out.
 *
 * <p>Records are handed out one by one. ChangeCipherSpec and everything encrypted is kept back until the handshake is
 * ready for it: Bouncy Castle obeys a ChangeCipherSpec at once and drops the plain records that come after it, so that
 * one lost or late CertificateVerify, or one forged ChangeCipherSpec, would end the handshake.
 *
 * <p>Records that go out share datagrams: what is sent is collected until something is to be received. A flight is then
 * one datagram or two, which is lost or arrives as a whole.
 */
final class RecordInbox implements DatagramTransport {
    static final int SEND_LIMIT_BYTES = 1200;

    static final int RECEIVE_LIMIT_BYTES = 4096;
    private static final int CAPACITY = 64;
    private static final int HELD_CAPACITY = 8;
    private static final byte[] WAKE_UP = {};

    private final BlockingQueue<byte[]> records = new ArrayBlockingQueue<>(CAPACITY);
    private final DatagramSender sender;
    private final Turn turn;

    // of the thread that runs the handshake
    private long deadlineNanos;
    private final Deque<byte[]> heldEncrypted = new ArrayDeque<>();
    private byte @Nullable [] heldChangeCipherSpec;
    private boolean expectsChangeCipherSpec;
    private boolean expectsEncrypted;
    private final byte[] outgoing = new byte[SEND_LIMIT_BYTES];
    private int outgoingBytes;

    private volatile boolean blocking = true;
    private volatile boolean closed;

    RecordInbox(DatagramSender sender) {
        this(sender, Turn.ALWAYS);
    }

    /** @param turn given back while the handshake waits for a record */
    RecordInbox(DatagramSender sender, Turn turn) {
        this.sender = sender;
        this.turn = turn;
    }

    /** The handshake begins, and has to be done by then. */
    void begin(long newDeadlineNanos) {
        deadlineNanos = newDeadlineNanos;
    }

    /** Adds a record; false if the queue is full or closed. */
    boolean offer(byte[] recordBytes) {
        return !closed && recordBytes.length <= RECEIVE_LIMIT_BYTES && records.offer(recordBytes);
    }

    /** All that the peer sends in the clear has come; the handshake's next step is ChangeCipherSpec. */
    void expectChangeCipherSpec() {
        expectsChangeCipherSpec = true;
    }

    /** From now on nothing waits and nothing is kept back. */
    void handshakeDone() {
        expectsChangeCipherSpec = true;
        expectsEncrypted = true;
        blocking = false;
    }

    boolean isEmpty() {
        return records.isEmpty() && heldEncrypted.isEmpty();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        flush();
        var until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
        while (true) {
            var next = nextHeld();
            if (next == null) {
                next = take(until);
            }
            if (next == null) {
                return -1;
            }
            if (isInOrder(next) && next.length <= length) {
                System.arraycopy(next, 0, buffer, offset, next.length);
                return next.length;
            }
        }
    }

    private byte @Nullable [] take(long untilNanos) throws IOException {
        if (!blocking) {
            var next = records.poll();
            if (next == null) {
                throw new NothingPending();
            }
            return next;
        }
        try {
            var now = System.nanoTime();
            if (closed || deadlineNanos - now <= 0) {
                throw new InterruptedIOException(closed ? "cancelled" : "the handshake's limit has passed");
            }
            var wait = Math.min(untilNanos - now, deadlineNanos - now);
            var next = awaitRecord(Math.max(0, wait));
            if (closed) {
                throw new InterruptedIOException("cancelled");
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private byte @Nullable [] awaitRecord(long longestNanos) throws InterruptedException {
        var next = records.poll();
        if (next != null) {
            turn.pass();
            return next;
        }
        turn.giveBack();
        next = records.poll(longestNanos, TimeUnit.NANOSECONDS);
        turn.take();
        return next;
    }

    private byte @Nullable [] nextHeld() {
        var changeCipherSpec = heldChangeCipherSpec;
        if (changeCipherSpec != null && expectsChangeCipherSpec) {
            heldChangeCipherSpec = null;
            return changeCipherSpec;
        }
        return expectsEncrypted ? heldEncrypted.poll() : null;
    }

    /** False if the record is kept back, or is none. */
    private boolean isInOrder(byte[] recordBytes) {
        if (recordBytes.length == 0) {
            return false;
        }
        if (recordBytes[0] == DtlsRecordGuard.CHANGE_CIPHER_SPEC) {
            if (!expectsChangeCipherSpec) {
                heldChangeCipherSpec = recordBytes;
                return false;
            }
            expectsEncrypted = true;
            return true;
        }
        var encrypted = recordBytes[4] != 0;
        if (encrypted && !expectsEncrypted) {
            if (heldEncrypted.size() < HELD_CAPACITY) {
                heldEncrypted.add(recordBytes);
            }
            return false;
        }
        return true;
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        if (length > outgoing.length - outgoingBytes) {
            flush();
        }
        System.arraycopy(buffer, offset, outgoing, outgoingBytes, length);
        outgoingBytes += length;
    }

    /** What was collected, which is then to be sent by {@link #sendNow}. */
    byte[] takeCollected() {
        var collected = Arrays.copyOf(outgoing, outgoingBytes);
        outgoingBytes = 0;
        return collected;
    }

    /** Sends a datagram past what is collected; nothing, if it is empty. */
    void sendNow(byte[] datagram) {
        if (datagram.length > 0) {
            sender.send(datagram, 0, datagram.length);
        }
    }

    /** Sends what was collected. */
    void flush() {
        if (outgoingBytes > 0) {
            sender.send(outgoing, 0, outgoingBytes);
            outgoingBytes = 0;
        }
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_LIMIT_BYTES;
    }

    @Override
    public int getSendLimit() {
        return SEND_LIMIT_BYTES;
    }

    /** Ends a wait in progress; later records are refused. */
    @Override
    public void close() {
        closed = true;
        records.clear();
        records.offer(WAKE_UP);
    }

    /** Tells Bouncy Castle to return at once instead of asking again until its wait is over. */
    private static final class NothingPending extends InterruptedIOException {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
