package org.livechat.media.outbound;

import org.livechat.media.counter.MediaCounters;
import org.livechat.media.inbound.InboundPacket;
import org.livechat.rtc.layer.LayerFilter;

/**
 * Leaves upper layers of a picture out of one stream. What is left out has no number: the next packet gets it. Only where later ones
 * have gone on already, with a gap in its place, an empty packet fills that. Made by the first limit; owned by the listener's
 * worker.
 */
final class StreamLayers {
    private final OutgoingStream stream;
    private final StreamRewriter numbers;
    private final LayerFilter filter;

    StreamLayers(OutgoingStream stream, StreamRewriter numbers) {
        this.stream = stream;
        this.numbers = numbers;
        this.filter = new LayerFilter(numbers.highestExtended(), numbers.latestSourceTimestamp());
    }

    /** Says which layers are the highest to be sent, from the first picture on at which that can change. */
    void limit(int spatial, int temporal) {
        filter.want(spatial, temporal);
    }

    /** The highest spatial layer that is sent. */
    int spatial() {
        return filter.spatial();
    }

    /** Whether what is to be sent begins with the next keyframe. */
    boolean awaitsKeyframe() {
        return filter.awaitsKeyframe();
    }

    /** Whether a packet is the last of its picture that is sent, though not the last that came. */
    boolean ends(InboundPacket packet) {
        return filter.ends(numbers.extended(packet.sequence()), packet.timestamp(), packet.layer());
    }

    /** Another source has begun. */
    void begin() {
        filter.begin(numbers.firstExtended());
    }

    /** Leaves a packet out if it is of a layer that is not sent; returns whether it is. */
    boolean leavesOut(InboundPacket packet, long nowNanos, MediaSender sender) {
        long extended = numbers.extended(packet.sequence());
        if (extended < numbers.firstExtended()
                || filter.passes(extended, packet.timestamp(), packet.layer(), packet.keyframe())) {
            return false;
        }
        sender.counters().increment(MediaCounters.Count.DROPPED_LAYER);
        if (numbers.omit(packet.sequence())) {
            stream.omitNumbers(packet);
        } else if (numbers.move(packet.sequence(), packet.timestamp(), nowNanos)) {
            stream.sendEmpty(nowNanos, sender);
        }
        return true;
    }

    /** Whether a packet that has been dealt with was sent; if not, it may be that an empty one was. */
    boolean hasSent(InboundPacket packet) {
        return filter.passed(numbers.extended(packet.sequence()), packet.timestamp(), packet.layer());
    }
}
