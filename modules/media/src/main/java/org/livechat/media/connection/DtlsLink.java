package org.livechat.media.connection;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.livechat.rtc.dtls.DtlsHandshake;

/** The DTLS association of one endpoint: takes datagrams from the worker and has them dealt with off its thread. */
public final class DtlsLink {
    private final DtlsHandshake handshake;
    private final Executor executor;
    private final Runnable closedByPeer;
    private final AtomicInteger pending = new AtomicInteger();
    private volatile @Nullable Future<?> task;
    private volatile boolean begun;
    private volatile boolean established;

    DtlsLink(DtlsHandshake handshake, Executor executor, Runnable closedByPeer) {
        this.handshake = handshake;
        this.executor = executor;
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
            if (!handshake.poll()) {
                closedByPeer.run();
                return;
            }
        } while (!pending.compareAndSet(seen, 0));
    }
}
