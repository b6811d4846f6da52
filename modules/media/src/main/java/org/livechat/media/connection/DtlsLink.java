package org.livechat.media.connection;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.livechat.rtc.dtls.DtlsHandshake;
import org.livechat.rtc.dtls.DtlsRecordGuard;
import org.livechat.rtc.dtls.Turn;

/** The DTLS association of one endpoint: takes datagrams from the worker and has them dealt with off its thread. */
public final class DtlsLink {
    private final DtlsHandshake handshake;
    private final Executor executor;
    private final Supplier<Turn> turns;
    private final Runnable closedByPeer;
    private final AtomicInteger pending = new AtomicInteger();
    private volatile @Nullable Future<?> task;
    private volatile boolean begun;
    private volatile boolean established;
    // Of the worker.
    private Optional<ByteBuffer> hello = Optional.empty();
    private boolean proven;
    private boolean silent;
    private boolean answered;
    private boolean refused;

    /** @param turns gives each look at what has come the right to compute, in due course */
    DtlsLink(DtlsHandshake handshake, Executor executor, Supplier<Turn> turns, Runnable closedByPeer) {
        this.handshake = handshake;
        this.executor = executor;
        this.turns = turns;
        this.closedByPeer = closedByPeer;
    }

    /** Hands in a datagram; never waits. False if it was dropped. */
    public boolean offer(byte[] buffer, int offset, int length) {
        boolean taken = handshake.offer(buffer, offset, length);
        if (taken && established) {
            pollSoon();
        }
        return taken;
    }

    /** Notes what tells a hello from others; the first one is what the handshake answers. */
    public void begunBy(ByteBuffer itsHello) {
        if (hello.isEmpty()) {
            hello = Optional.of(itsHello);
        }
    }

    /** Notes that it answers the hello of who has proved to be at the client's address. */
    public void begunByProven(ByteBuffer itsHello) {
        hello = Optional.of(itsHello);
        proven = true;
    }

    /** Whether a hello is another than the one that the handshake answers. */
    public boolean isContestedBy(ByteBuffer other) {
        return !other.equals(hello.orElse(other));
    }

    /** Whether what it sends goes nowhere, but for what it sends when it is done: it may answer somebody who is not the client. */
    public void silence(boolean nowSilent) {
        silent = nowSilent && !proven;
    }

    public boolean isSilent() {
        return silent && !established;
    }

    /**
     * Notes what it sends. An alert before all else is a refusal of the hello.
     *
     * @return whether that is not to be sent, since the hello may be one that somebody else has forged
     */
    public boolean isRefusal(byte[] datagram) {
        refused |= !answered && !proven && DtlsRecordGuard.beginsWithAlert(datagram);
        answered = true;
        return refused;
    }

    /** Whether it has refused the hello of who has not proved to be at the client's address. */
    public boolean hasRefused() {
        return refused;
    }

    public boolean isEstablished() {
        return established;
    }

    /** What waits for its turn and then shakes hands. */
    void queued(Future<?> newTask) {
        task = newTask;
    }

    /** Its turn has come. */
    void begun() {
        begun = true;
    }

    /** Whether it waits for its turn. */
    public boolean isWaiting() {
        return !begun;
    }

    /** From now on, datagrams are late flights and alerts; the first of them may have come already. */
    public void established() {
        established = true;
        pollSoon();
    }

    /** Ends the association without waiting. */
    public void close() {
        handshake.cancel();
        Future<?> waiting = task;
        if (waiting != null && !begun) {
            waiting.cancel(true);
        }
    }

    private void pollSoon() {
        if (pending.getAndIncrement() == 0) {
            executor.execute(this::poll);
        }
    }

    // One poll at a time; datagrams that come meanwhile make it go round once more.
    private void poll() {
        int seen;
        do {
            seen = pending.get();
            Turn turn = turns.get();
            try {
                turn.take();
            } catch (InterruptedException nobodyWaitsForIt) {
                return;
            }
            boolean open;
            try {
                open = handshake.poll();
            } finally {
                turn.giveBack();
            }
            if (!open) {
                closedByPeer.run();
                return;
            }
        } while (!pending.compareAndSet(seen, 0));
    }
}
