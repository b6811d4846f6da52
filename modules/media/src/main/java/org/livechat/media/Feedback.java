package org.livechat.media;

import org.livechat.rtc.rtp.RtcpWriter;

/** Asks senders for keyframes, merging what many listeners want into one request a source and interval. */
final class Feedback {
    /** The sender SSRC of packets that belong to no stream of ours. */
    static final int OWN_SSRC = 1;

    private final MediaSender sender;
    private final RtcpWriter writer = new RtcpWriter();

    Feedback(MediaSender sender) {
        this.sender = sender;
    }

    /** Asks for a keyframe unless that was done a moment ago; somebody who still lacks one will ask again. */
    void wantKeyframe(Track track, long nowNanos) {
        if (!track.isSsrcKnown() || !track.mayRequestKeyframe(nowNanos)) {
            return;
        }
        int length = writer.start(sender.rtcpBuffer(), sender.rtcpOffset())
                .receiverReport(OWN_SSRC)
                .pictureLoss(OWN_SSRC, track.ssrc())
                .length();
        sender.sendRtcp(track.owner(), length);
    }
}
