package org.livechat.media.relay;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.event.MediaEvents;
import org.livechat.media.inbound.CurrentBurst;
import org.livechat.media.inbound.Talker;
import org.livechat.media.inbound.Track;
import org.livechat.rtc.rtp.RtpPacket;
import org.livechat.rtc.srtp.SrtpReceiver;

/**
 * Deals with RTP of those who may not send. It is dropped unread, but for one packet an interval, whatever that turns out to be: it is
 * decrypted to tell the control plane of a real client, and to keep the stream's rollover counter in step.
 */
public final class Gate {
    private static final long REPORT_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Where one was no offence the next is looked at so soon: that may be one. */
    private static final long LOOK_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** What is on its way when a burst ends is no offence. */
    private static final long TAIL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final MediaCounters counters;
    private final MediaEvents events;

    public Gate(MediaCounters counters, MediaEvents events) {
        this.counters = counters;
        this.events = events;
    }

    void refuse(Talker from, SrtpReceiver cipher, byte[] buffer, int offset, int length, long nowNanos) {
        counters.increment(MediaCounters.Count.DROPPED_NO_FLOOR);
        CurrentBurst burst = from.burst();
        if (!burst.isLookDue(nowNanos)) {
            return;
        }
        burst.looked(nowNanos + LOOK_INTERVAL_NANOS);
        int clearLength = cipher.unprotect(buffer, offset, length, nowNanos);
        if (clearLength < 0 || isOfTheClientsOwn(from.tracks(), buffer, offset, clearLength)) {
            return;
        }
        burst.looked(nowNanos + REPORT_INTERVAL_NANOS);
        boolean tail = burst.number() != CurrentBurst.NONE && nowNanos - burst.lastMediaNanos() < TAIL_NANOS;
        if (!tail) {
            burst.ended();
            events.raise(listener -> listener.mediaWithoutFloor(from.peer().id()));
        }
    }

    /**
     * Padding, by which libwebrtc measures a way for many seconds behind a change, also where it has nothing to send, and what is sent again:
     * nobody has spoken.
     */
    private static boolean isOfTheClientsOwn(List<Track> tracks, byte[] buffer, int offset, int length) {
        if (RtpPacket.payloadLength(buffer, offset, length) == 0) {
            return true;
        }
        int payloadType = RtpPacket.payloadType(buffer, offset);
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).numbers().payloadTypes().original(payloadType) >= 0) {
                return true;
            }
        }
        return false;
    }
}
