package org.livechat.media;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
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
 * Runs DTLS handshakes off the media threads, a bounded number at a time. A client whose handshake finds no room is
 * served when it sends its hello again.
 */
final class Handshakes implements AutoCloseable {
    private final DtlsIdentity identity = DtlsIdentity.generate();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("dtls-", 0).factory());
    private final Semaphore room;
    private final Duration limit;

    Handshakes(int most, Duration limit) {
        this.room = new Semaphore(most);
        this.limit = limit;
    }

    /** What answers carry. */
    Fingerprint fingerprint() {
        return identity.fingerprint();
    }

    /**
     * Starts a handshake.
     *
     * @param expected fingerprints of which the client's certificate has to match one
     * @param sender takes what goes to the client, on the handshake's thread
     * @param completion told how it ended, on the handshake's thread
     * @param closedByPeer called when an established association was closed by the client
     * @return empty when too many are running
     */
    Optional<DtlsLink> start(
            Collection<Fingerprint> expected,
            DatagramSender sender,
            Consumer<DtlsOutcome> completion,
            Runnable closedByPeer) {
        if (!room.tryAcquire()) {
            return Optional.empty();
        }
        var handshake = DtlsHandshake.server(identity, expected, limit, sender, completion);
        var link = new DtlsLink(handshake, threads, closedByPeer);
        threads.execute(() -> {
            try {
                handshake.run();
            } finally {
                room.release();
            }
        });
        return Optional.of(link);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
