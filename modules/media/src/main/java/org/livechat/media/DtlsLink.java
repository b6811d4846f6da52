package org.livechat.media;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.livechat.rtc.dtls.DtlsHandshake;

/** The DTLS association of one endpoint: takes datagrams from the worker and has them dealt with off its thread. */
final class DtlsLink {
    private final DtlsHandshake handshake;
    private final Executor executor;
    private final Runnable closedByPeer;
    private final AtomicInteger pending = new AtomicInteger();
    private volatile boolean established;

    DtlsLink(DtlsHandshake handshake, Executor executor, Runnable closedByPeer) {
        this.handshake = handshake;
        this.executor = executor;
        this.closedByPeer = closedByPeer;
    }

    /** Hands in a datagram; never waits. False if it was dropped. */
    boolean offer(byte[] buffer, int offset, int length) {
        boolean taken = handshake.offer(buffer, offset, length);
        if (taken && established) {
            pollSoon();
        }
        return taken;
    }

    /** From now on, datagrams are late flights and alerts; the first of them may have come already. */
    void established() {
        established = true;
        pollSoon();
    }

    /** Ends the association without waiting. */
    void close() {
        handshake.cancel();
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
