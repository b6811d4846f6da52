package org.livechat.media.life;

import java.util.Optional;
import java.util.function.Consumer;
import org.livechat.api.media.MediaListener;
import org.livechat.api.transport.PeerAddress;
import org.livechat.media.agenda.Agenda;
import org.livechat.media.connection.Connection;
import org.livechat.media.connection.DtlsLink;
import org.livechat.media.connection.Handshakes;
import org.livechat.media.connection.IcePath;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.endpoint.EndpointDirectory;
import org.livechat.media.event.MediaEvents;
import org.livechat.media.inbound.Track;
import org.livechat.media.outbound.MediaSender;

/** How an endpoint gets its keys, and how it ends. Owned by one worker. */
public final class EndpointLife {
    private final Agenda agenda;
    private final EndpointDirectory directory;
    private final MediaEvents events;
    private final Patience patience;
    private final Consumer<Endpoint> forget;
    private final Associations associations;

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
        this.events = events;
        this.patience = patience;
        this.forget = forget;
        this.associations = new Associations(agenda, sender, handshakes, events, patience, this::end);
    }

    /** Begins to wait for the client's first check. */
    public void opened(Endpoint endpoint) {
        awaitCheck(endpoint, endpoint.connection().isDormant());
    }

    // One who had nothing to be reached for has all of the time from when it has.
    private void awaitCheck(Endpoint endpoint, boolean wasDormant) {
        agenda.insist(patience.handshake().toNanos(), () -> {
            if (endpoint.peer().address() != null || endpoint.peer().isClosed()) {
                return;
            }
            boolean isDormant = endpoint.connection().isDormant();
            if (isDormant || wasDormant) {
                awaitCheck(endpoint, isDormant);
            } else {
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

    /**
     * A connection that the endpoint was reached through has ended. What was agreed and keyed stays: the client connects again, and goes
     * on there.
     */
    public void connectionEnded(Endpoint endpoint, PeerAddress address) {
        IcePath path = endpoint.connection().path();
        Optional<PeerAddress> before = path.selected();
        path.ended(address);
        directory.notReachableAt(address, endpoint);
        path.selected().ifPresent(endpoint.peer()::moveTo);
        if (!before.equals(path.selected()) && !endpoint.peer().isClosed()) {
            moved(endpoint);
        }
    }

    public void dtlsReceived(Endpoint endpoint, byte[] buffer, int offset, int length) {
        associations.received(endpoint, buffer, offset, length);
    }

    /** The endpoint goes by another offer and answer. */
    public void renegotiated(Endpoint endpoint) {
        associations.renegotiated(endpoint);
    }

    /** Nothing but defects has come out of it. */
    void givenUp(Endpoint endpoint) {
        end(endpoint, MediaListener.Reason.SERVER_DEFECT);
    }

    /** Lets go of what a closed endpoint held. */
    public void closed(Endpoint endpoint) {
        endpoint.connection().path().validated().forEach(address -> directory.notReachableAt(address, endpoint));
        associations.closed(endpoint);
        endpoint.peer().forget();
        endpoint.talker().tracks().forEach(Track::forget);
        endpoint.slots().forEach(slot -> {
            slot.forget(slot.numbers());
            slot.renegotiated();
        });
    }

    // Who waits for a turn that others keep from it may wait longer, as long as it answers. One who has lost an
    // association is watched for its next.
    private void watchHandshake(Endpoint endpoint) {
        agenda.insist(patience.handshake().toNanos(), () -> {
            Connection connection = endpoint.connection();
            DtlsLink link = connection.dtls();
            boolean waits = connection.isDormant() || (link != null && link.isWaiting());
            if (waits && !endpoint.peer().isClosed()) {
                watchHandshake(endpoint);
            } else if (!endpoint.peer().isKeyed() && !connection.isLost()) {
                end(endpoint, MediaListener.Reason.HANDSHAKE_TIMEOUT);
            }
        });
    }

    private void watchConsent(Endpoint endpoint, long nanos) {
        agenda.insist(nanos, () -> {
            if (endpoint.connection().isDormant()) {
                endpoint.connection().consented(agenda.nowNanos());
            }
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
