package org.livechat.media.feedback;

import java.util.function.IntFunction;
import org.livechat.media.agenda.Agenda;
import org.livechat.media.endpoint.EndpointDirectory;
import org.livechat.media.event.MediaEvents;
import org.livechat.media.inbound.KeyframeDemand;
import org.livechat.media.inbound.Track;
import org.livechat.media.inbox.Fellows;
import org.livechat.media.outbound.MediaSender;
import org.livechat.media.peer.Peer;
import org.livechat.rtc.rtp.RtcpWriter;

/** Asks senders for keyframes, as {@link KeyframeDemand} says, whether or not packets come. Owned by one worker. */
public final class KeyframeRequests {
    private final Fellows fellows;
    private final IntFunction<KeyframeRequests> others;
    private final Agenda agenda;
    private final EndpointDirectory directory;
    private final MediaSender sender;
    private final MediaEvents events;
    private final RtcpWriter writer = new RtcpWriter();

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
        this.sender = sender;
        this.events = events;
    }

    /** Sees to it that a keyframe comes; a source that has never sent will begin with one by itself. */
    public void want(Track track, long nowNanos) {
        if (!fellows.owns(track.owner().peer())) {
            askOwner(track);
            return;
        }
        if (track.isSsrcKnown()) {
            track.keyframes().want(nowNanos);
            ask(track, nowNanos);
        }
    }

    private void ask(Track track, long nowNanos) {
        KeyframeDemand demand = track.keyframes();
        if (demand.take(nowNanos)) {
            request(track);
        }
        if (demand.hasNext() && track.timeKeyframeRequest(demand.nextNanos())) {
            agenda.after(demand.nextNanos() - nowNanos, () -> again(track));
        }
    }

    private void again(Track track) {
        if (isWatched(track)) {
            ask(track, agenda.nowNanos());
        } else {
            track.keyframes().satisfied();
        }
    }

    private boolean isWatched(Track track) {
        return directory
                .find(track.owner().peer().id())
                .filter(owner -> owner.channel().picture().slotsOf(track).length > 0)
                .isPresent();
    }

    private void request(Track track) {
        Peer owner = track.owner().peer();
        int length = writer.start(sender.rtcpBuffer(), sender.rtcpOffset())
                .receiverReport(Reports.OWN_SSRC)
                .pictureLoss(Reports.OWN_SSRC, track.ssrc())
                .length();
        sender.sendRtcp(owner, length);
        events.raise(listener -> listener.keyframeAsked(owner.id()));
    }

    // Packets may ask again and again while one waits: one question at a time is on its way.
    private void askOwner(Track track) {
        int owner = track.owner().peer().worker();
        if (owner != Peer.NOBODY && track.beginAsking()) {
            KeyframeRequests other = others.apply(owner);
            other.agenda.submit(() -> {
                track.asked();
                other.want(track, other.agenda.nowNanos());
            });
        }
    }
}
