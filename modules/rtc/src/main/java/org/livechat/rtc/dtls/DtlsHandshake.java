package org.livechat.rtc.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsHandshakeHash;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;
import org.livechat.rtc.srtp.SrtpProfile;

/**
 * One DTLS association: first a handshake that blocks the thread which runs it, then a listener for what the peer still
 * has to say.
 *
 * <p>Threads: {@link #offer} and {@link #cancel} may be called by any thread at any time and never wait. {@link #run} is
 * called once, on a thread that may block for the limit. When it has ended with keys, {@link #poll} and {@link #close}
 * may be called by one thread at a time and never wait.
 */
public final class DtlsHandshake implements Runnable {
    private static final int FIRST_RESEND_MILLIS = 250;
    private static final int MOST_RECORDS_A_POLL = 64;
    private static final List<SrtpProfile> ALL_PROFILES = List.of(SrtpProfile.values());

    private final Role role;
    private final DtlsIdentity identity;
    private final SrtpNegotiation negotiation;
    private final RecordInbox inbox;
    private final Duration limit;
    private final Optional<ProvenHello> hello;
    private final Consumer<DtlsOutcome> completion;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    private volatile DtlsRecordGuard.Phase phase;
    private volatile @Nullable DTLSTransport transport;

    private DtlsHandshake(
            Role role,
            DtlsIdentity identity,
            Collection<Fingerprint> expected,
            List<SrtpProfile> profiles,
            Duration limit,
            Optional<ProvenHello> hello,
            Turn turn,
            DatagramSender sender,
            Consumer<DtlsOutcome> completion) {
        this.role = role;
        this.hello = hello;
        this.identity = identity;
        this.negotiation = new SrtpNegotiation(expected, profiles);
        this.limit = limit;
        this.inbox = new RecordInbox(sender, turn);
        this.completion = completion;
        this.phase = role.running;
    }

    /**
     * A handshake in the server's role ({@code a=setup:passive}).
     *
     * @param identity our key and certificate
     * @param expected fingerprints from the offer; the client's certificate has to match one of them
     * @param limit the handshake ends when it has passed, counted from the begin of {@link #run}
     * @param sender takes what goes to the client
     * @param completion called once, at the end of {@link #run}, on that thread
     */
    public static DtlsHandshake server(
            DtlsIdentity identity,
            Collection<Fingerprint> expected,
            Duration limit,
            DatagramSender sender,
            Consumer<DtlsOutcome> completion) {
        return server(identity, expected, limit, Optional.empty(), Turn.ALWAYS, sender, completion);
    }

    /**
     * A handshake in the server's role that gives its turn back while it waits for the client; other parameters as for the
     * other one.
     *
     * @param hello what it begins with, if that has come already
     * @param turn held by who calls {@link #run}, and at the end of it unless the thread was interrupted
     */
    public static DtlsHandshake server(
            DtlsIdentity identity,
            Collection<Fingerprint> expected,
            Duration limit,
            Optional<ProvenHello> hello,
            Turn turn,
            DatagramSender sender,
            Consumer<DtlsOutcome> completion) {
        return new DtlsHandshake(Role.SERVER, identity, expected, ALL_PROFILES, limit, hello, turn, sender, completion);
    }

    /** A handshake in the client's role ({@code a=setup:active}); parameters as for {@link #server}. */
    public static DtlsHandshake client(
            DtlsIdentity identity,
            Collection<Fingerprint> expected,
            Duration limit,
            DatagramSender sender,
            Consumer<DtlsOutcome> completion) {
        return client(identity, expected, ALL_PROFILES, limit, sender, completion);
    }

    /** A handshake in the client's role that offers these profiles alone, the best first. */
    public static DtlsHandshake client(
            DtlsIdentity identity,
            Collection<Fingerprint> expected,
            List<SrtpProfile> profiles,
            Duration limit,
            DatagramSender sender,
            Consumer<DtlsOutcome> completion) {
        return new DtlsHandshake(
                Role.CLIENT, identity, expected, profiles, limit, Optional.empty(), Turn.ALWAYS, sender, completion);
    }

    /**
     * Hands in a datagram from the peer; its bytes are copied. Records that cannot belong here are left out.
     *
     * @return false if all of it was dropped: refused by the guard, or the queue is full
     */
    public boolean offer(byte[] buffer, int offset, int length) {
        var taken = false;
        for (var admitted : DtlsRecordGuard.admit(buffer, offset, length, phase)) {
            taken |= inbox.offer(admitted);
        }
        return taken;
    }

    /**
     * Does the handshake and calls the completion. The last flight goes out behind that: a peer that is done, and sends media or says
     * so elsewhere, finds this side ready. Throws nothing.
     */
    @Override
    public void run() {
        var outcome = shakeHands();
        // Taken first: from the completion on, another thread may poll.
        var last = inbox.takeCollected();
        completion.accept(outcome);
        inbox.sendNow(last);
    }

    /** Ends a handshake that is under way or has not begun: its outcome is CANCELLED. */
    public void cancel() {
        cancelled.set(true);
        inbox.close();
    }

    /**
     * Deals with what was offered since the handshake was done: answers the peer's last flight if ours was lost, and
     * notices an authenticated close_notify or fatal alert. A flood of records is dealt with in many calls.
     *
     * @return false once the association is closed, or if it never came to be
     */
    public boolean poll() {
        var established = transport;
        if (established == null) {
            return false;
        }
        var ignored = new byte[RecordInbox.RECEIVE_LIMIT_BYTES];
        for (var count = 0; count < MOST_RECORDS_A_POLL && !inbox.isClosed() && !inbox.isEmpty(); count++) {
            try {
                // media is SRTP: application data has no reader here
                established.receive(ignored, 0, ignored.length, 1);
            } catch (InterruptedIOException e) {
                break;
            } catch (IOException e) {
                inbox.close();
            }
        }
        inbox.flush();
        return !inbox.isClosed();
    }

    /** Sends close_notify and ends the association. */
    public void close() {
        var established = transport;
        if (established != null && !inbox.isClosed()) {
            try {
                established.close();
            } catch (IOException e) {
                inbox.close();
            }
            inbox.flush();
        }
    }

    private DtlsOutcome shakeHands() {
        try {
            inbox.begin(System.nanoTime() + limit.toNanos());
            var timing = new HandshakeTiming(Math.toIntExact(limit.toMillis()), FIRST_RESEND_MILLIS);
            var established = switch (role) {
                case SERVER ->
                    new PatientServerProtocol(inbox)
                            .accept(
                                    new SrtpServer(identity, negotiation, timing),
                                    inbox,
                                    hello.map(ProvenHello::request).orElse(null));
                case CLIENT -> {
                    inbox.expectChangeCipherSpec();
                    yield new DTLSClientProtocol().connect(new SrtpClient(identity, negotiation, timing), inbox);
                }
            };
            inbox.handshakeDone();
            phase = role.done;
            transport = established;
            return negotiation
                    .keys()
                    .<DtlsOutcome>map(DtlsOutcome.Established::new)
                    .orElseGet(() -> new DtlsOutcome.Failed(DtlsOutcome.Reason.PROTOCOL, "no keys were exported"));
        } catch (IOException e) {
            inbox.flush();
            inbox.close();
            return negotiation.failure().orElseGet(() -> failure(e));
        }
    }

    private DtlsOutcome.Failed failure(IOException e) {
        var reason = DtlsOutcome.Reason.PROTOCOL;
        if (cancelled.get()) {
            reason = DtlsOutcome.Reason.CANCELLED;
        } else if (e instanceof TlsTimeoutException || e instanceof InterruptedIOException) {
            reason = DtlsOutcome.Reason.TIMEOUT;
        } else if (e instanceof BoundedCertificate.UnusableKey) {
            reason = DtlsOutcome.Reason.UNUSABLE_KEY;
        } else if (e instanceof TlsFatalAlertReceived) {
            reason = DtlsOutcome.Reason.PEER_ALERT;
        }
        return new DtlsOutcome.Failed(reason, String.valueOf(e.getMessage()));
    }

    private enum Role {
        SERVER(DtlsRecordGuard.Phase.SERVER_HANDSHAKE, DtlsRecordGuard.Phase.SERVER_DONE),
        CLIENT(DtlsRecordGuard.Phase.CLIENT_HANDSHAKE, DtlsRecordGuard.Phase.CLIENT_DONE);

        private final DtlsRecordGuard.Phase running;
        private final DtlsRecordGuard.Phase done;

        Role(DtlsRecordGuard.Phase running, DtlsRecordGuard.Phase done) {
            this.running = running;
            this.done = done;
        }
    }

    /** Lets ChangeCipherSpec through only when the client has proved that it owns its key. */
    private static final class PatientServerProtocol extends DTLSServerProtocol {
        private final RecordInbox inbox;

        PatientServerProtocol(RecordInbox inbox) {
            this.inbox = inbox;
        }

        @Override
        protected void processCertificateVerify(ServerHandshakeState state, byte[] body, TlsHandshakeHash handshakeHash)
                throws IOException {
            super.processCertificateVerify(state, body, handshakeHash);
            inbox.expectChangeCipherSpec();
        }
    }
}
