package org.livechat.media.relay;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.format.Codec;
import org.livechat.media.inbound.SimulcastStreams;
import org.livechat.media.inbound.Stream;
import org.livechat.media.inbound.Talker;
import org.livechat.media.inbound.Track;
import org.livechat.rtc.rtp.RtpHeaderExtension;
import org.livechat.rtc.rtp.RtpPacket;

/**
 * Finds the section and the stream that a packet belongs to: the section by the mid that it says, else by its SSRC, else by its
 * payload type (RFC 9143 9.2); and where several sizes of a picture come at once, the stream by which one it says it is (RFC 8852).
 * Owned by one worker.
 */
final class StreamFinder {
    private final MediaCounters counters;

    StreamFinder(MediaCounters counters) {
        this.counters = counters;
    }

    /** The section of a packet, which may be one that is taken no more; null if it fits none. */
    @Nullable
    Track trackOf(Talker from, byte[] buffer, int offset, int length) {
        int ssrc = RtpPacket.ssrc(buffer, offset);
        Stream known = from.streams().find(ssrc);
        if (known == null) {
            known = from.retransmitted(ssrc);
        }
        if (known != null && known.track().isNegotiated() && !saysAnother(known.track(), buffer, offset, length)) {
            return known.track();
        }
        return found(from.tracks(), ssrc, buffer, offset, length);
    }

    /** The stream of a packet; null if it can be none's, which is counted. */
    @Nullable
    Stream of(Talker from, Track track, Codec codec, byte[] buffer, int offset, int length, long nowNanos) {
        Stream known = from.streams().find(RtpPacket.ssrc(buffer, offset));
        return known != null && known.track() == track
                ? known
                : begun(from, track, known, codec, buffer, offset, length, nowNanos);
    }

    /** The stream whose packet this one sends again (RFC 4588); null if that is not known, which is counted. */
    @Nullable
    Stream repaired(Talker from, Track track, byte[] buffer, int offset, int length) {
        int ssrc = RtpPacket.ssrc(buffer, offset);
        Stream known = from.retransmitted(ssrc);
        if (known != null) {
            return known;
        }
        Stream original = track.latest();
        if (!track.simulcast().isEmpty()) {
            int index = index(track, track.numbers().extensionIds().repairedStreamId(), buffer, offset, length);
            original = index < 0 ? null : track.simulcast().get(index);
        }
        if (original == null) {
            counters.increment(MediaCounters.Count.DROPPED_UNKNOWN_STREAM);
            return null;
        }
        from.learnRetransmissions(ssrc, original);
        return original;
    }

    private @Nullable Stream begun(
            Talker from,
            Track track,
            @Nullable Stream before,
            Codec codec,
            byte[] buffer,
            int offset,
            int length,
            long nowNanos) {
        if (before == null && !from.hasRoom(nowNanos)) {
            counters.increment(MediaCounters.Count.DROPPED_TOO_MANY_STREAMS);
            return null;
        }
        SimulcastStreams sizes = track.simulcast();
        int index = index(track, track.numbers().extensionIds().streamId(), buffer, offset, length);
        if (!sizes.isEmpty() && index < 0) {
            counters.increment(MediaCounters.Count.DROPPED_UNKNOWN_STREAM);
            return null;
        }
        var stream = new Stream(
                RtpPacket.ssrc(buffer, offset),
                track,
                codec.format().clockRate(),
                track.numbers().payloadTypes().askForLost());
        if (before == null) {
            from.begins(stream);
        } else {
            from.replaces(stream);
        }
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

    private static boolean saysAnother(Track track, byte[] buffer, int offset, int length) {
        long location = mid(track, buffer, offset, length);
        return location != RtpHeaderExtension.NOT_FOUND && !says(buffer, location, track.mid());
    }

    // By index: a packet that fits none comes here each time, and an iterator would be garbage.
    private static @Nullable Track found(List<Track> tracks, int ssrc, byte[] buffer, int offset, int length) {
        boolean isNamed = false;
        for (int i = 0; i < tracks.size(); i++) {
            long location = mid(tracks.get(i), buffer, offset, length);
            isNamed |= location != RtpHeaderExtension.NOT_FOUND;
            if (location != RtpHeaderExtension.NOT_FOUND
                    && says(buffer, location, tracks.get(i).mid())) {
                return tracks.get(i);
            }
        }
        if (isNamed) {
            return null;
        }
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).comesUnder(ssrc)) {
                return tracks.get(i);
            }
        }
        return onlyOneOf(tracks, RtpPacket.payloadType(buffer, offset));
    }

    /** The section that a payload type was negotiated for, if it is one alone. */
    private static @Nullable Track onlyOneOf(List<Track> tracks, int payloadType) {
        Track only = null;
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).numbers().payloadTypes().has(payloadType)) {
                if (only != null) {
                    return null;
                }
                only = tracks.get(i);
            }
        }
        return only;
    }

    private static long mid(Track track, byte[] buffer, int offset, int length) {
        return RtpHeaderExtension.find(
                buffer, offset, length, track.numbers().extensionIds().mid());
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
