package org.livechat.media.feedback;

import java.util.function.IntFunction;
import org.livechat.media.agenda.Agenda;
import org.livechat.media.endpoint.EndpointDirectory;
import org.livechat.media.event.MediaEvents;
import org.livechat.media.format.Feedback;
import org.livechat.media.inbound.KeyframeDemand;
import org.livechat.media.inbound.Stream;
import org.livechat.media.inbound.Track;
import org.livechat.media.inbox.Fellows;
import org.livechat.media.outbound.MediaSender;
import org.livechat.media.peer.Peer;

/**
 * Asks senders for keyframes, as {@link KeyframeDemand} says and as was negotiated, whether or not packets come. Owned by one
 * worker.
 */
public final class KeyframeRequests {
    private final Fellows fellows;
    private final IntFunction<KeyframeRequests> others;
    private final Agenda agenda;
    private final EndpointDirectory directory;
    private final MediaEvents events;
    private final FeedbackDatagram datagram;

    /** @param others those of each worker, by its index */
    public KeyframeRequests(
            Fellows fellows,
            IntFunction<KeyframeRequests> others,
            EndpointDirectory directory,
            MediaSender sender,
            MediaEvents events) {
        this.fellows = fellows;
        this.others = others;
        this.agenda = fellows.agenda(fellows.index());
        this.directory = directory;
        this.datagram = new FeedbackDatagram(sender);
        this.events = events;
    }

    /** Sees to it that a keyframe comes of a stream. */
    public void want(Stream stream, long nowNanos) {
        if (fellows.owns(stream.track().owner().peer())) {
            stream.keyframes().want(nowNanos);
            ask(stream, nowNanos);
        } else {
            askOwner(stream);
        }
    }

    private void ask(Stream stream, long nowNanos) {
        KeyframeDemand demand = stream.keyframes();
        if (demand.take(nowNanos)) {
            request(stream);
        }
        if (demand.hasNext() && stream.timeKeyframeRequest(demand.nextNanos())) {
            agenda.after(demand.nextNanos() - nowNanos, () -> again(stream));
        }
    }

    private void again(Stream stream) {
        if (isWatched(stream.track())) {
            ask(stream, agenda.nowNanos());
        } else {
            stream.keyframes().satisfied();
        }
    }

    private boolean isWatched(Track track) {
        return directory
                .find(track.owner().peer().id())
                .filter(owner -> owner.channel().picture().slotsOf(track).length > 0)
                .isPresent();
    }

    private void request(Stream stream) {
        Peer owner = stream.track().owner().peer();
        Feedback negotiated = stream.feedback();
        if (negotiated.pictureLoss()) {
            datagram.begin(stream).pictureLoss(Reports.OWN_SSRC, stream.ssrc());
        } else if (negotiated.intraRequest()) {
            int command = stream.keyframes().command();
            datagram.begin(stream).fullIntraRequest(Reports.OWN_SSRC, stream.ssrc(), command);
        } else {
            return;
        }
        datagram.send(owner);
        events.raise(listener -> listener.keyframeAsked(owner.id()));
    }

    // Packets may ask again and again while one waits: one question at a time is on its way.
    private void askOwner(Stream stream) {
        int owner = stream.track().owner().peer().worker();
        if (owner != Peer.NOBODY && stream.beginAsking()) {
            KeyframeRequests other = others.apply(owner);
            other.agenda.submit(() -> {
                stream.asked();
                other.want(stream, other.agenda.nowNanos());
            });
        }
    }
}
