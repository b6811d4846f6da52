package org.livechat.media.relay;

import org.livechat.media.agenda.Agenda;
import org.livechat.media.downlink.Downlink;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.endpoint.EndpointDirectory;
import org.livechat.media.history.Histories;
import org.livechat.media.outbound.MediaSender;
import org.livechat.media.outbound.Slot;
import org.livechat.media.peer.Peer;

/**
 * Sends what of pictures waits for its turn, so that a keyframe does not fill a narrow way's queue before the voice. Owned by one
 * worker.
 */
public final class Pacing {
    private final Agenda agenda;
    private final EndpointDirectory directory;
    private final Histories histories;
    private final MediaSender sender;

    public Pacing(Agenda agenda, EndpointDirectory directory, Histories histories, MediaSender sender) {
        this.agenda = agenda;
        this.directory = directory;
        this.histories = histories;
        this.sender = sender;
    }

    /** Has what waits for a client sent, as its way takes it; for one of whom nobody does so already. */
    void schedule(Peer peer, Downlink way, long nowNanos) {
        way.pacingScheduled(true);
        agenda.after(Math.max(0, way.nextTurnNanos(nowNanos) - nowNanos), () -> {
            way.pacingScheduled(false);
            directory.find(peer.id()).ifPresent(endpoint -> send(endpoint, way, agenda.nowNanos()));
        });
    }

    private void send(Endpoint endpoint, Downlink way, long nowNanos) {
        boolean anySent = true;
        while (anySent && way.hasTurn(nowNanos)) {
            anySent = false;
            for (Slot slot : endpoint.slots()) {
                anySent |= slot.sendWaiting(histories, nowNanos, sender);
            }
        }
        if (endpoint.slots().stream().anyMatch(Slot::isWaitingForTurn)) {
            schedule(endpoint.peer(), way, nowNanos);
        }
    }
}
