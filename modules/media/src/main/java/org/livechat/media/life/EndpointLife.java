package org.livechat.media.life;

import java.util.Arrays;
import java.util.function.Consumer;
import org.livechat.api.media.MediaListener;
import org.livechat.api.transport.PeerAddress;
import org.livechat.media.agenda.Agenda;
import org.livechat.media.connection.DtlsLink;
import org.livechat.media.connection.Handshakes;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.endpoint.EndpointDirectory;
import org.livechat.media.event.MediaEvents;
import org.livechat.media.inbound.Talker;
import org.livechat.media.outbound.MediaSender;
import org.livechat.media.outbound.Slot;
import org.livechat.rtc.dtls.DtlsOutcome;
import org.livechat.rtc.dtls.SrtpKeys;
import org.livechat.rtc.srtp.SrtpReceiver;
import org.livechat.rtc.srtp.SrtpSender;
import org.livechat.rtc.srtp.SrtpWorkspace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How an endpoint gets its keys, and how it ends. Owned by one worker. */
public final class EndpointLife {
    private static final Logger log = LoggerFactory.getLogger(EndpointLife.class);

    /** What one endpoint may be sent: its slots and the server's own reports. */
    private static final int MOST_STREAMS_OUT = 128;

    private final Agenda agenda;
    private final EndpointDirectory directory;
    private final MediaSender sender;
    private final Handshakes handshakes;
    private final MediaEvents events;
    private final Patience patience;
    private final Consumer<Endpoint> forget;
    private final SrtpWorkspace workspace = new SrtpWorkspace();

    /** @param forget takes an endpoint that has ended by itself from those there are */
    public EndpointLife(
            Agenda agenda,
            EndpointDirectory directory,
            MediaSender sender,
            Handshakes handshakes,
            MediaEvents events,
            Patience patience,
            Consumer<Endpoint> forget) {
        this.agenda = agenda;
        this.directory = directory;
        this.sender = sender;
        this.handshakes = handshakes;
        this.events = events;
        this.patience = patience;
        this.forget = forget;
    }

    /** Begins to wait for the client. */
    public void opened(Endpoint endpoint) {
        agenda.after(patience.consent().toNanos(), () -> {
            if (endpoint.peer().address() == null) {
                end(endpoint, MediaListener.Reason.HANDSHAKE_TIMEOUT);
            }
        });
    }

    /** The endpoint has its first address. */
    void reachable(Endpoint endpoint) {
        watchHandshake(endpoint);
        watchConsent(endpoint, patience.consent().toNanos());
    }

    /** The endpoint's media goes elsewhere from now on. */
    void moved(Endpoint endpoint) {
        events.raise(listener -> listener.moved(endpoint.id()));
    }

    public void dtlsReceived(Endpoint endpoint, byte[] buffer, int offset, int length) {
        DtlsLink link = endpoint.connection().dtls();
        if (link == null) {
            link = handshakes.start(
                    endpoint.connection().fingerprints(),
                    (bytes, start, count) -> sendDtls(endpoint, bytes, start, count),
                    outcome -> agenda.submit(() -> handshakeEnded(endpoint, outcome)),
                    () -> agenda.submit(() -> end(endpoint, MediaListener.Reason.CLOSED_BY_PEER)));
            endpoint.connection().startDtls(link);
        }
        if (!link.offer(buffer, offset, length)) {
            sender.counters().increment(MediaCounters.Count.DROPPED_DTLS);
        }
    }

    /** Lets go of what a closed endpoint held. */
    public void closed(Endpoint endpoint) {
        endpoint.connection().path().validated().forEach(address -> directory.notReachableAt(address, endpoint));
        DtlsLink link = endpoint.connection().dtls();
        if (link != null) {
            link.close();
        }
        endpoint.peer().forget();
        endpoint.slots().forEach(Slot::renegotiated);
    }

    private void sendDtls(Endpoint endpoint, byte[] bytes, int offset, int length) {
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        agenda.submit(() -> {
            PeerAddress address = endpoint.peer().address();
            if (address != null && !endpoint.peer().isClosed()) {
                sender.sendPlain(copy, 0, copy.length, address);
            }
        });
    }

    private void handshakeEnded(Endpoint endpoint, DtlsOutcome outcome) {
        DtlsLink link = endpoint.connection().dtls();
        if (endpoint.peer().isClosed() || link == null) {
            return;
        }
        switch (outcome) {
            case DtlsOutcome.Established established -> {
                sender.counters().increment(MediaCounters.Count.HANDSHAKES_DONE);
                link.established();
                key(endpoint, established.keys());
                events.raise(listener -> listener.connected(endpoint.id()));
            }
            case DtlsOutcome.Failed failed -> {
                sender.counters().increment(MediaCounters.Count.HANDSHAKES_FAILED);
                log.debug("DTLS of endpoint {} failed: {}, {}", endpoint.id(), failed.reason(), failed.detail());
                end(endpoint, MediaListener.Reason.HANDSHAKE_FAILED);
            }
        }
    }

    private void key(Endpoint endpoint, SrtpKeys keys) {
        endpoint.peer()
                .keyed(
                        new SrtpSender(keys.server(), MOST_STREAMS_OUT, workspace),
                        new SrtpReceiver(keys.client(), Talker.MOST_SOURCES, workspace));
    }

    // Who waits for a turn that others keep from it may wait longer, as long as it answers.
    private void watchHandshake(Endpoint endpoint) {
        agenda.after(patience.handshake().toNanos(), () -> {
            DtlsLink link = endpoint.connection().dtls();
            if (link != null && link.isWaiting() && !endpoint.peer().isClosed()) {
                watchHandshake(endpoint);
            } else if (!endpoint.peer().isKeyed()) {
                end(endpoint, MediaListener.Reason.HANDSHAKE_TIMEOUT);
            }
        });
    }

    private void watchConsent(Endpoint endpoint, long nanos) {
        agenda.after(nanos, () -> {
            long left = endpoint.connection().lastConsentNanos()
                    + patience.consent().toNanos()
                    - agenda.nowNanos();
            if (endpoint.peer().isClosed()) {
                return;
            }
            if (left <= 0) {
                end(endpoint, MediaListener.Reason.CONSENT_EXPIRED);
            } else {
                watchConsent(endpoint, left);
            }
        });
    }

    private void end(Endpoint endpoint, MediaListener.Reason reason) {
        if (!endpoint.peer().isClosed()) {
            forget.accept(endpoint);
            events.raise(listener -> listener.closed(endpoint.id(), reason));
        }
    }
}
