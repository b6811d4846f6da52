package org.livechat.api.media;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How media gets to and from an endpoint, as of the latest time at which it was looked at: about once a second while there is media
 * in either direction. What its client does not tell is empty.
 *
 * @param measuredMillis when that was, as Unix time in ms
 * @param roundTrip to the client and back, smoothed, from RTCP (RFC 3550 6.4.1)
 * @param loss share of packets that are lost on the way to the client before anything is sent again, 0 to 1, smoothed, as its
 *     receiver reports say
 * @param bitsPerSecond what the way to the client is estimated to take, in bit/s of UDP payload; of clients that tell when each
 *     packet of a picture came, or that estimate it themselves
 * @param queue how long packets stand in a queue on the way to the client; of clients that tell when packets came
 * @param picturesPaused whether all pictures are held back, since the way takes no more than voices
 * @param slots what it is sent, of each slot that carries something
 * @param sent of all slots
 * @param received of all its streams
 * @since 1
 */
public record PeerQuality(
        long measuredMillis,
        Optional<Duration> roundTrip,
        OptionalDouble loss,
        OptionalLong bitsPerSecond,
        Optional<Duration> queue,
        boolean picturesPaused,
        List<Slot> slots,
        Sent sent,
        Received received) {
    public PeerQuality {
        slots = List.copyOf(slots);
    }

    /**
     * What a slot carries.
     *
     * @param mid of its section
     * @param userId whose it is
     * @param height of the picture in pixels; 0 for voices, and where the codec does not say
     * @param bitsPerSecond of the picture as its talker sends it; 0 for voices, and while it is not known
     * @param paused whether the picture is held back, for whatever reason
     */
    public record Slot(String mid, MediaKind kind, String userId, int height, long bitsPerSecond, boolean paused) {}

    /** Packets that went to it since it came, and how many were sent again since it asked for them. */
    public record Sent(long packets, long resent) {}

    /**
     * Packets that came from it since it came.
     *
     * @param packets those of its streams
     * @param lost those that were missing, less those that came late in the same stream
     * @param recovered those of them that came after all: again in a stream of their own (RFC 4588), or besides later ones (RFC 2198)
     */
    public record Received(long packets, long lost, long recovered) {}
}
