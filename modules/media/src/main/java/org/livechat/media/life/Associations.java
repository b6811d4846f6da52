package org.livechat.media.life;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.livechat.api.media.MediaListener;
import org.livechat.api.transport.PeerAddress;
import org.livechat.media.agenda.Agenda;
import org.livechat.media.connection.Applicant;
import org.livechat.media.connection.Connection;
import org.livechat.media.connection.DtlsLink;
import org.livechat.media.connection.Handshakes;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.event.MediaEvents;
import org.livechat.media.inbound.Talker;
import org.livechat.media.outbound.MediaSender;
import org.livechat.rtc.dtls.DtlsOutcome;
import org.livechat.rtc.dtls.DtlsRecordGuard;
import org.livechat.rtc.dtls.ProvenHello;
import org.livechat.rtc.dtls.SrtpKeys;
import org.livechat.rtc.srtp.SrtpReceiver;
import org.livechat.rtc.srtp.SrtpSender;
import org.livechat.rtc.srtp.SrtpWorkspace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How endpoints get their keys: by their first DTLS association, and by others that replace it while the endpoint lives. A client
 * may begin another one once it has offered anew (RFC 8842 3.1: another fingerprint, another tls-id, another transport), or has closed
 * the one before, as browsers do when the line that carries the transport is stopped. Until the new one is done, the old one's keys
 * are used. Owned by one worker.
 */
final class Associations {
    private static final Logger log = LoggerFactory.getLogger(Associations.class);

    /**
     * What one endpoint may be sent: the streams of its slots, as many again that packets are sent again in, the server's own reports,
     * and as many that were.
     */
    private static final int MOST_STREAMS_OUT = 256;

    /** For how long one who has closed an association may be about to offer anew. */
    private static final long RENEWAL_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Agenda agenda;
    private final MediaSender sender;
    private final Handshakes handshakes;
    private final MediaEvents events;
    private final Patience patience;
    private final BiConsumer<Endpoint, MediaListener.Reason> end;
    private final HelloProofs proofs;
    private final SrtpWorkspace workspace = new SrtpWorkspace();

    /** @param end ends an endpoint by itself */
    Associations(
            Agenda agenda,
            MediaSender sender,
            Handshakes handshakes,
            MediaEvents events,
            Patience patience,
            BiConsumer<Endpoint, MediaListener.Reason> end) {
        this.agenda = agenda;
        this.sender = sender;
        this.handshakes = handshakes;
        this.proofs = new HelloProofs(handshakes, this::sendNow);
        this.events = events;
        this.patience = patience;
        this.end = end;
    }

    void received(Endpoint endpoint, byte[] buffer, int offset, int length) {
        Connection connection = endpoint.connection();
        Optional<ByteBuffer> hello = DtlsRecordGuard.helloOf(buffer, offset, length);
        if (hello.isPresent()
                ? beginsOtherwise(endpoint, hello.get(), buffer, offset, length)
                : completesHello(endpoint, buffer, offset, length)) {
            return;
        }
        if (!offer(connection, buffer, offset, length)) {
            sender.counters().increment(MediaCounters.Count.DROPPED_DTLS);
        }
    }

    /** Whether a hello is none of those that the association which runs, or begins with it, is to be told of. */
    private boolean beginsOtherwise(Endpoint endpoint, ByteBuffer hello, byte[] buffer, int offset, int length) {
        Connection connection = endpoint.connection();
        if (connection.running() == null && mayBegin(endpoint)) {
            if (connection.wantsCookie()) {
                prove(endpoint, hello, buffer, offset, length);
                return true;
            }
            start(endpoint, begin(endpoint, Optional.empty()));
        }
        DtlsLink running = connection.running();
        if (running != null) {
            boolean contested = running.isContestedBy(hello);
            running.silence(contested);
            if (contested) {
                prove(endpoint, hello, buffer, offset, length);
                return true;
            }
            running.begunBy(hello);
        }
        return false;
    }

    private void prove(Endpoint endpoint, ByteBuffer hello, byte[] buffer, int offset, int length) {
        proofs.of(endpoint, hello, buffer, offset, length).ifPresent(proof -> beginAnew(endpoint, proof));
    }

    private boolean completesHello(Endpoint endpoint, byte[] buffer, int offset, int length) {
        Optional<HelloProofs.Proof> proof = proofs.completedBy(endpoint, buffer, offset, length);
        proof.filter(_ -> mayBegin(endpoint)).ifPresent(complete -> beginAnew(endpoint, complete));
        return proof.isPresent();
    }

    private void beginAnew(Endpoint endpoint, HelloProofs.Proof proof) {
        Connection connection = endpoint.connection();
        DtlsLink running = connection.running();
        close(running);
        DtlsLink link = begin(endpoint, Optional.of(proof.proven()));
        link.begunByProven(proof.hello());
        if (running != null && running == connection.dtls()) {
            connection.startDtls(link);
        } else {
            start(endpoint, link);
        }
    }

    private static void start(Endpoint endpoint, DtlsLink link) {
        Connection connection = endpoint.connection();
        if (connection.dtls() == null) {
            connection.startDtls(link);
        } else {
            connection.startNextDtls(link);
        }
    }

    /** The client has offered anew, and may begin another association. */
    void renegotiated(Endpoint endpoint) {
        endpoint.connection()
                .renewableUntil(agenda.nowNanos() + patience.handshake().toNanos());
    }

    /** Lets go of what a closed endpoint held. */
    void closed(Endpoint endpoint) {
        close(endpoint.connection().dtls());
        close(endpoint.connection().nextDtls());
    }

    private boolean mayBegin(Endpoint endpoint) {
        Connection connection = endpoint.connection();
        return connection.dtls() == null || connection.running() != null || mayBeginAnother(endpoint);
    }

    private boolean mayBeginAnother(Endpoint endpoint) {
        Connection connection = endpoint.connection();
        return (endpoint.peer().isKeyed() || connection.isLost()) && connection.renewableNanos(agenda.nowNanos()) > 0;
    }

    private DtlsLink begin(Endpoint endpoint, Optional<ProvenHello> hello) {
        var begun = new AtomicReference<@Nullable DtlsLink>();
        DtlsLink link = handshakes.start(
                Applicant.of(endpoint.peer().userId(), endpoint.peer().address()),
                hello,
                endpoint.connection().fingerprints(),
                (bytes, start, count) -> send(endpoint, begun, bytes, start, count),
                outcome -> agenda.submit(() -> ended(endpoint, begun.get(), outcome)),
                () -> agenda.submit(() -> closedByPeer(endpoint, begun.get())));
        // Read by this thread alone, and not before it has dealt with what it is dealing with.
        begun.set(link);
        return link;
    }

    // What is in the clear belongs to the handshake that runs; of what is encrypted, the ciphers alone can tell.
    private static boolean offer(Connection connection, byte[] buffer, int offset, int length) {
        DtlsLink present = connection.dtls();
        DtlsLink next = connection.nextDtls();
        boolean taken = next != null && next.offer(buffer, offset, length);
        boolean concernsPresent = next == null || !DtlsRecordGuard.beginsInClear(buffer, offset, length);
        return (present != null && concernsPresent && present.offer(buffer, offset, length)) || taken;
    }

    private void send(
            Endpoint endpoint, AtomicReference<@Nullable DtlsLink> begun, byte[] bytes, int offset, int length) {
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        agenda.submit(() -> {
            DtlsLink link = begun.get();
            if (link == null || !(link.isRefusal(copy) || link.isSilent())) {
                sendNow(endpoint, copy, 0, copy.length);
            }
        });
    }

    private void sendNow(Endpoint endpoint, byte[] bytes, int offset, int length) {
        PeerAddress address = endpoint.peer().address();
        if (address != null && !endpoint.peer().isClosed()) {
            sender.sendPlain(bytes, offset, length, address);
        }
    }

    private void ended(Endpoint endpoint, @Nullable DtlsLink link, DtlsOutcome outcome) {
        Connection connection = endpoint.connection();
        boolean isNext = link == connection.nextDtls();
        if (link == null || endpoint.peer().isClosed() || !(isNext || link == connection.dtls())) {
            return;
        }
        switch (outcome) {
            case DtlsOutcome.Established established -> {
                sender.counters().increment(MediaCounters.Count.HANDSHAKES_DONE);
                if (isNext) {
                    close(connection.dtls());
                    connection.replaceDtls();
                }
                link.established();
                key(endpoint, established.keys());
                events.raise(listener -> listener.connected(endpoint.id()));
            }
            case DtlsOutcome.Failed failed -> {
                sender.counters().increment(MediaCounters.Count.HANDSHAKES_FAILED);
                log.debug("DTLS of endpoint {} failed: {}, {}", endpoint.id(), failed.reason(), failed.detail());
                if (link.hasRefused()) {
                    awaitAnother(endpoint);
                    return;
                }
                if (isNext) {
                    connection.dropNextDtls();
                }
                if (!isNext || connection.isLost()) {
                    end.accept(endpoint, MediaListener.Reason.HANDSHAKE_FAILED);
                }
            }
        }
    }

    // The hello that could not be answered may not have been the client's. If it was, the client says it once more, and
    // is asked for a cookie; what is refused then ends the endpoint.
    private void awaitAnother(Endpoint endpoint) {
        Connection connection = endpoint.connection();
        connection.dropRefused();
        if (connection.isLost()) {
            watchRenewal(endpoint);
        }
    }

    private void key(Endpoint endpoint, SrtpKeys keys) {
        endpoint.peer()
                .keyed(
                        new SrtpSender(keys.server(), MOST_STREAMS_OUT, workspace),
                        new SrtpReceiver(keys.client(), Talker.MOST_SOURCES, workspace));
    }

    private void closedByPeer(Endpoint endpoint, @Nullable DtlsLink link) {
        Connection connection = endpoint.connection();
        if (!endpoint.peer().isClosed() && link == connection.dtls() && !connection.isLost()) {
            connection.lose();
            endpoint.peer().unkeyed();
            connection.renewableUntil(agenda.nowNanos() + RENEWAL_NANOS);
            watchRenewal(endpoint);
        }
    }

    private void watchRenewal(Endpoint endpoint) {
        Connection connection = endpoint.connection();
        if (connection.isDormant()) {
            connection.renewableUntil(agenda.nowNanos() + RENEWAL_NANOS);
        }
        agenda.insist(connection.renewableNanos(agenda.nowNanos()), () -> {
            if (endpoint.peer().isClosed() || !connection.isLost() || connection.nextDtls() != null) {
                return;
            }
            if (connection.isDormant() || connection.renewableNanos(agenda.nowNanos()) > 0) {
                watchRenewal(endpoint);
            } else {
                end.accept(endpoint, MediaListener.Reason.CLOSED_BY_PEER);
            }
        });
    }

    private static void close(@Nullable DtlsLink link) {
        if (link != null) {
            link.close();
        }
    }
}
