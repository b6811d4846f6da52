package org.livechat.media.relay;

import org.jspecify.annotations.Nullable;
import org.livechat.api.media.MediaKind;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.format.Codec;
import org.livechat.media.format.ExtensionIds;
import org.livechat.media.inbound.SimulcastStreams;
import org.livechat.media.inbound.Stream;
import org.livechat.media.inbound.Talker;
import org.livechat.media.inbound.Track;
import org.livechat.rtc.rtp.RtpHeaderExtension;
import org.livechat.rtc.rtp.RtpPacket;

/**
 * Finds the stream that a packet belongs to: by its SSRC, and for the first one of an SSRC by what it says of itself: its section
 * (RFC 9143 9.2) and, where several sizes of a picture come at once, which one it is (RFC 8852). Owned by one worker.
 */
final class StreamFinder {
    private final MediaCounters counters;

    StreamFinder(MediaCounters counters) {
        this.counters = counters;
    }

    /** The stream of a packet; null if it can be none's, which is counted. */
    @Nullable
    Stream of(Talker from, Codec codec, byte[] buffer, int offset, int length) {
        Stream known = from.streams().find(RtpPacket.ssrc(buffer, offset));
        return known != null ? known : begun(from, codec, buffer, offset, length);
    }

    /** The stream whose packet this one sends again (RFC 4588); null if that is not known, which is counted. */
    @Nullable
    Stream repaired(Talker from, byte[] buffer, int offset, int length) {
        int ssrc = RtpPacket.ssrc(buffer, offset);
        Stream known = from.retransmitted(ssrc);
        if (known != null) {
            return known;
        }
        ExtensionIds ids = from.peer().numbers().extensionIds();
        Track track = trackOf(from, MediaKind.VIDEO, buffer, offset, length);
        int index = track == null ? -1 : index(track, ids.repairedStreamId(), buffer, offset, length);
        Stream original = track == null || index < 0 ? null : track.simulcast().get(index);
        if (original == null) {
            counters.increment(MediaCounters.Count.DROPPED_UNKNOWN_STREAM);
            return null;
        }
        from.learnRetransmissions(ssrc, original);
        return original;
    }

    private @Nullable Stream begun(Talker from, Codec codec, byte[] buffer, int offset, int length) {
        if (from.streams().isFull()) {
            counters.increment(MediaCounters.Count.DROPPED_TOO_MANY_STREAMS);
            return null;
        }
        Track track = trackOf(from, codec.provider().kind(), buffer, offset, length);
        if (track == null) {
            counters.increment(MediaCounters.Count.DROPPED_NO_CODEC);
            return null;
        }
        SimulcastStreams sizes = track.simulcast();
        int index = index(track, from.peer().numbers().extensionIds().streamId(), buffer, offset, length);
        if (!sizes.isEmpty() && index < 0) {
            counters.increment(MediaCounters.Count.DROPPED_UNKNOWN_STREAM);
            return null;
        }
        var stream = new Stream(
                RtpPacket.ssrc(buffer, offset),
                track,
                codec.format().clockRate(),
                from.peer().numbers().payloadTypes().asksForLost(codec.format()));
        from.streams().add(stream);
        if (!sizes.isEmpty()) {
            sizes.put(index, stream);
        }
        return stream;
    }

    /** Which of a track's sizes a packet says it is, or -1. */
    private static int index(Track track, int extensionId, byte[] buffer, int offset, int length) {
        if (track.simulcast().isEmpty()) {
            return -1;
        }
        long location = RtpHeaderExtension.find(buffer, offset, length, extensionId);
        return location == RtpHeaderExtension.NOT_FOUND
                ? -1
                : track.simulcast()
                        .indexOf(buffer, RtpHeaderExtension.position(location), RtpHeaderExtension.length(location));
    }

    // RFC 9143 9.2: by mid where the packet says it, else by what the payload type can belong to.
    private static @Nullable Track trackOf(Talker from, MediaKind kind, byte[] buffer, int offset, int length) {
        long location = RtpHeaderExtension.find(
                buffer, offset, length, from.peer().numbers().extensionIds().mid());
        Track first = null;
        for (Track track : from.tracks()) {
            if (track.kind() != kind) {
                continue;
            }
            if (location == RtpHeaderExtension.NOT_FOUND || says(buffer, location, track.mid())) {
                return track;
            }
            first = first == null ? track : first;
        }
        return first;
    }

    private static boolean says(byte[] buffer, long location, String mid) {
        int length = RtpHeaderExtension.length(location);
        int position = RtpHeaderExtension.position(location);
        if (length != mid.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (buffer[position + i] != mid.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
