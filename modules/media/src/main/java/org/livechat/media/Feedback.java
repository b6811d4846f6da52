package org.livechat.media;

import org.livechat.rtc.rtp.RtcpWriter;

/** Asks senders for keyframes, as {@link KeyframeDemand} says, whether or not packets come. */
final class Feedback {
    /** The sender SSRC of packets that belong to no stream of ours. */
    static final int OWN_SSRC = 1;

    private final Worker worker;
    private final MediaSender sender;
    private final MediaEvents events;
    private final RtcpWriter writer = new RtcpWriter();

    Feedback(Worker worker, MediaSender sender, MediaEvents events) {
        this.worker = worker;
        this.sender = sender;
        this.events = events;
    }

    /** Sees to it that a keyframe comes; a source that has never sent will begin with one by itself. */
    void wantKeyframe(Track track, long nowNanos) {
        if (!worker.owns(track.owner())) {
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
            requestKeyframe(track);
        }
        if (demand.hasNext() && track.timeKeyframeRequest(demand.nextNanos())) {
            worker.after(demand.nextNanos() - nowNanos, () -> again(track));
        }
    }

    private void again(Track track) {
        boolean watched = track.owner().relay().picture().slotsOf(track).length > 0;
        if (watched && !track.owner().isClosed()) {
            ask(track, worker.nowNanos());
        } else {
            track.keyframes().satisfied();
        }
    }

    private void requestKeyframe(Track track) {
        int length = writer.start(sender.rtcpBuffer(), sender.rtcpOffset())
                .receiverReport(OWN_SSRC)
                .pictureLoss(OWN_SSRC, track.ssrc())
                .length();
        sender.sendRtcp(track.owner(), length);
        String endpointId = track.owner().id();
        events.raise(listener -> listener.keyframeAsked(endpointId));
    }

    // Packets may ask again and again while one waits: one question at a time is on its way.
    private void askOwner(Track track) {
        Worker owner = track.owner().worker();
        if (owner != null && track.beginAsking()) {
            owner.submit(() -> {
                track.asked();
                owner.feedback().wantKeyframe(track, owner.nowNanos());
            });
        }
    }
}
