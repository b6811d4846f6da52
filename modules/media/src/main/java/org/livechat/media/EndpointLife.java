package org.livechat.media;

import java.util.Arrays;
import java.util.function.Consumer;
import org.livechat.api.media.MediaListener;
import org.livechat.api.transport.PeerAddress;
import org.livechat.rtc.dtls.DtlsOutcome;
import org.livechat.rtc.dtls.SrtpKeys;
import org.livechat.rtc.srtp.SrtpReceiver;
import org.livechat.rtc.srtp.SrtpSender;
import org.livechat.rtc.srtp.SrtpWorkspace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How an endpoint gets its keys, and how it ends. Runs on the worker's thread. */
final class EndpointLife implements StunResponder.Listener {
    private static final Logger log = LoggerFactory.getLogger(EndpointLife.class);

    /** What one endpoint may be sent: its slots and the server's own reports. */
    private static final int MOST_STREAMS_OUT = 128;

    private final Worker worker;
    private final EndpointDirectory directory;
    private final MediaSender sender;
    private final Handshakes handshakes;
    private final MediaEvents events;
    private final MediaSettings settings;
    private final Consumer<Endpoint> forget;
    private final SrtpWorkspace workspace = new SrtpWorkspace();

    EndpointLife(Worker worker, MediaSender sender, WorkerParts parts) {
        this.worker = worker;
        this.directory = parts.directory();
        this.sender = sender;
        this.handshakes = parts.handshakes();
        this.events = parts.events();
        this.settings = parts.settings();
        this.forget = parts.end();
    }

    /** Begins to wait for the client. */
    void opened(Endpoint endpoint) {
        worker.after(settings.consentTimeout().toNanos(), () -> {
            if (endpoint.address() == null) {
                end(endpoint, MediaListener.Reason.HANDSHAKE_TIMEOUT);
            }
        });
    }

    @Override
    public void reachable(Endpoint endpoint) {
        watchHandshake(endpoint);
        watchConsent(endpoint, settings.consentTimeout().toNanos());
    }

    @Override
    public void moved(Endpoint endpoint) {
        events.raise(listener -> listener.moved(endpoint.id()));
    }

    void dtlsReceived(Endpoint endpoint, byte[] buffer, int offset, int length) {
        DtlsLink link = endpoint.dtls();
        if (link == null) {
            link = handshakes.start(
                    endpoint.fingerprints(),
                    (bytes, start, count) -> sendDtls(endpoint, bytes, start, count),
                    outcome -> worker.submit(() -> handshakeEnded(endpoint, outcome)),
                    () -> worker.submit(() -> end(endpoint, MediaListener.Reason.CLOSED_BY_PEER)));
            endpoint.startDtls(link);
        }
        if (!link.offer(buffer, offset, length)) {
            sender.counters().increment(MediaCounters.Count.DROPPED_DTLS);
        }
    }

    /** Lets go of what a closed endpoint held. */
    void closed(Endpoint endpoint) {
        endpoint.path().validated().forEach(address -> directory.notReachableAt(address, endpoint));
        DtlsLink link = endpoint.dtls();
        if (link != null) {
            link.close();
        }
    }

    private void sendDtls(Endpoint endpoint, byte[] bytes, int offset, int length) {
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        worker.submit(() -> {
            PeerAddress address = endpoint.address();
            if (address != null && !endpoint.isClosed()) {
                sender.sendPlain(copy, 0, copy.length, address);
            }
        });
    }

    private void handshakeEnded(Endpoint endpoint, DtlsOutcome outcome) {
        DtlsLink link = endpoint.dtls();
        if (endpoint.isClosed() || link == null) {
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
        endpoint.keyed(
                new SrtpSender(keys.server(), MOST_STREAMS_OUT, workspace),
                new SrtpReceiver(keys.client(), Endpoint.MOST_STREAMS, workspace));
    }

    // Who waits for a turn that others keep from it may wait longer, as long as it answers.
    private void watchHandshake(Endpoint endpoint) {
        worker.after(settings.handshakeTimeout().toNanos(), () -> {
            DtlsLink link = endpoint.dtls();
            if (link != null && link.isWaiting() && !endpoint.isClosed()) {
                watchHandshake(endpoint);
            } else if (!endpoint.srtpReady()) {
                end(endpoint, MediaListener.Reason.HANDSHAKE_TIMEOUT);
            }
        });
    }

    private void watchConsent(Endpoint endpoint, long nanos) {
        worker.after(nanos, () -> {
            long left = endpoint.lastConsentNanos() + settings.consentTimeout().toNanos() - worker.nowNanos();
            if (endpoint.isClosed()) {
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
        if (!endpoint.isClosed()) {
            forget.accept(endpoint);
            events.raise(listener -> listener.closed(endpoint.id(), reason));
        }
    }
}
