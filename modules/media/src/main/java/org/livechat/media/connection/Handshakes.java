package org.livechat.media.connection;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.livechat.rtc.dtls.DatagramSender;
import org.livechat.rtc.dtls.DtlsHandshake;
import org.livechat.rtc.dtls.DtlsIdentity;
import org.livechat.rtc.dtls.DtlsOutcome;
import org.livechat.rtc.dtls.Fingerprint;
import org.livechat.rtc.dtls.HelloCookies;
import org.livechat.rtc.dtls.HelloPieces;
import org.livechat.rtc.dtls.ProvenHello;
import org.livechat.rtc.dtls.Turn;

/**
 * Runs DTLS handshakes off the media threads. Bouncy Castle's block the thread that they run on (bcgit/bc-java issue 443), so each has
 * a virtual one; fewer of them than there are cores compute at once, so that one core at least is left to signaling, which runs on
 * virtual threads too. Those that wait for their client compute nothing and keep nobody waiting; of more than fit in memory, the one
 * that has been at it for longest is given up.
 */
public final class Handshakes implements AutoCloseable {
    /** Each takes 31 KB while it waits. No machine begins so many in the time that a client needs which does not stall. */
    private static final int MOST_UNDER_WAY = 4096;

    private final DtlsIdentity identity = DtlsIdentity.generate();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("dtls-", 0).factory());
    private final HelloCookies cookies = new HelloCookies(identity);
    private final Turns turns;
    private final UnderWay underWay;
    private final Duration limit;

    /**
     * @param most how many compute at once, if that is fewer than there are cores
     * @param limit how long one may take, without the wait for its first turn
     */
    public Handshakes(int most, Duration limit) {
        this(most, MOST_UNDER_WAY, limit);
    }

    Handshakes(int most, int mostUnderWay, Duration limit) {
        this.underWay = new UnderWay(mostUnderWay);
        int spared = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        this.turns = new Turns(Math.min(most, spared));
        this.limit = limit;
    }

    /** What answers carry. */
    public Fingerprint fingerprint() {
        return identity.fingerprint();
    }

    /**
     * Looks for the cookie in a client's first message, and asks for it where it is missing.
     *
     * @param client who has to send it, and from where
     * @param sender takes what asks for the cookie
     */
    public Optional<ProvenHello> check(String client, byte[] buffer, int offset, int length, DatagramSender sender) {
        return cookies.check(client.getBytes(StandardCharsets.UTF_8), buffer, offset, length, sender);
    }

    /** The same for the first piece of a message in several; gives what the other pieces are to be added to. */
    public Optional<HelloPieces> checkFirstPiece(
            String client, byte[] buffer, int offset, int length, DatagramSender sender) {
        return cookies.checkFirstPiece(client.getBytes(StandardCharsets.UTF_8), buffer, offset, length, sender);
    }

    /** Looks for the cookie in a message whose pieces have all come. */
    public Optional<ProvenHello> check(String client, HelloPieces pieces) {
        return cookies.check(client.getBytes(StandardCharsets.UTF_8), pieces);
    }

    /**
     * Starts a handshake, or has it wait for its turn.
     *
     * @param applicant among whom turns are shared
     * @param hello what it begins with, if that has come already
     * @param expected fingerprints of which the client's certificate has to match one
     * @param sender takes what goes to the client, on the handshake's thread
     * @param completion told how it ended, on the handshake's thread
     * @param closedByPeer called when an established association was closed by the client
     */
    public DtlsLink start(
            Applicant applicant,
            Optional<ProvenHello> hello,
            Collection<Fingerprint> expected,
            DatagramSender sender,
            Consumer<DtlsOutcome> completion,
            Runnable closedByPeer) {
        Turn turn = turns.begin(applicant);
        var handshake = DtlsHandshake.server(identity, expected, limit, hello, turn, sender, completion);
        var link = new DtlsLink(handshake, threads, () -> turns.begin(applicant), closedByPeer);
        link.queued(threads.submit(() -> {
            try {
                turn.take();
            } catch (InterruptedException nobodyWaitsForIt) {
                handshake.cancel();
                return;
            }
            try {
                link.begun();
                underWay.add(handshake);
                handshake.run();
            } finally {
                underWay.remove(handshake);
                turn.giveBack();
            }
        }));
        return link;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
