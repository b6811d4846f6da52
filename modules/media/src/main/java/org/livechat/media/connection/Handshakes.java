package org.livechat.media.connection;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.livechat.rtc.dtls.DatagramSender;
import org.livechat.rtc.dtls.DtlsHandshake;
import org.livechat.rtc.dtls.DtlsIdentity;
import org.livechat.rtc.dtls.DtlsOutcome;
import org.livechat.rtc.dtls.Fingerprint;

/**
 * Runs DTLS handshakes off the media threads, a bounded number at a time. One that finds no room waits for its turn: were its
 * hello dropped, the client would say it again only after ever longer pauses, and in a storm of joins run out of patience.
 * At most one waits for each endpoint, so that as many wait as sessions are let in.
 */
public final class Handshakes implements AutoCloseable {
    private final DtlsIdentity identity = DtlsIdentity.generate();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("dtls-", 0).factory());
    private final Semaphore room;
    private final Duration limit;

    public Handshakes(int most, Duration limit) {
        this.room = new Semaphore(most, true);
        this.limit = limit;
    }

    /** What answers carry. */
    public Fingerprint fingerprint() {
        return identity.fingerprint();
    }

    /**
     * Starts a handshake, or has it wait for its turn.
     *
     * @param expected fingerprints of which the client's certificate has to match one
     * @param sender takes what goes to the client, on the handshake's thread
     * @param completion told how it ended, on the handshake's thread
     * @param closedByPeer called when an established association was closed by the client
     */
    public DtlsLink start(
            Collection<Fingerprint> expected,
            DatagramSender sender,
            Consumer<DtlsOutcome> completion,
            Runnable closedByPeer) {
        var handshake = DtlsHandshake.server(identity, expected, limit, sender, completion);
        var link = new DtlsLink(handshake, threads, closedByPeer);
        link.queued(threads.submit(() -> {
            try {
                room.acquire();
            } catch (InterruptedException nobodyWaitsForIt) {
                handshake.cancel();
                return;
            }
            try {
                link.begun();
                handshake.run();
            } finally {
                room.release();
            }
        }));
        return link;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
