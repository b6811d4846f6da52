package org.livechat.media.counter;

import java.util.concurrent.atomic.AtomicLongArray;
import org.livechat.rtc.srtp.SrtpReject;

/** What a worker has counted. Written by the worker alone, readable by any thread, slightly behind. */
// The array lives and dies with the enum that indexes it.
@SuppressWarnings("EnumOrdinal")
public final class MediaCounters {
    /** What is counted. */
    public enum Count {
        PACKETS_IN,
        BYTES_IN,
        PACKETS_OUT,
        BYTES_OUT,
        HANDSHAKES_DONE,
        HANDSHAKES_FAILED,
        /** Packets, listeners' copies of them, commands and rounds that were given up since a defect came out. */
        DEFECTS,
        /** Times that a worker's thread ended and another one took over. */
        WORKER_RESTARTS,
        /** Times that a listener's pictures were stopped so that voices get through. */
        PICTURES_PAUSED,
        /** Sent again by their sender, since the server asked for them. */
        PACKETS_RECOVERED,
        /** Lost by a talker's network, and put together from what a later packet of the voice carried once more. */
        PACKETS_RESTORED,
        /** Sent again, since a listener asked for them. */
        PACKETS_RESENT,
        /** Sent with older payloads of their stream beside their own, since a listener loses some. */
        PACKETS_REDUNDANT,
        /** Asked for and not sent again: too often, or more than was sent. */
        RESENDS_REFUSED,
        /** Asked for and not there any more. */
        RESENDS_TOO_LATE,
        /** No endpoint belongs to the address it came from. */
        DROPPED_UNKNOWN_SOURCE,
        /** Neither STUN, DTLS, RTP nor RTCP, or too short to tell. */
        DROPPED_UNKNOWN_KIND,
        /** STUN without valid integrity, for no endpoint of ours, or replayed. */
        DROPPED_STUN,
        /** DTLS that the guard refused, or that came faster than the handshake took it. */
        DROPPED_DTLS,
        /** SRTP or SRTCP before there were keys. */
        DROPPED_NO_KEYS,
        /** Wrong tag. */
        DROPPED_UNAUTHENTIC,
        /** Came before, or is too old to tell. */
        DROPPED_REPLAYED,
        /** Authentic, and yet no packet we can use. */
        DROPPED_MALFORMED,
        /** More streams than one endpoint may send. */
        DROPPED_TOO_MANY_STREAMS,
        /** Which of its sender's sections and streams it is of neither it says nor the offer, or it says one that was not negotiated. */
        DROPPED_UNKNOWN_STREAM,
        /** The sender does not have the floor. */
        DROPPED_NO_FLOOR,
        /** Payload type that was not negotiated for the section it is of. */
        DROPPED_NO_CODEC,
        /** In a format that the listener has not negotiated, as that is told. */
        DROPPED_UNDECODABLE,
        /** Waiting for a keyframe. */
        DROPPED_NO_KEYFRAME,
        /** A picture for a listener whose way takes no more than voices, or who is not told yet whose it is. */
        DROPPED_PICTURE_PAUSED,
        /** An upper layer of a picture for a listener whose way takes the lower ones only. */
        DROPPED_LAYER,
        /** Older than the switch to its source. */
        DROPPED_LATE,
        /** The listener's cipher refused it. */
        DROPPED_NOT_PROTECTED,
        /** The worker that it was handed to had no room for it. */
        DROPPED_HAND_OVER,
        /** Given up since a defect came out. */
        DROPPED_DEFECT
    }

    private final AtomicLongArray counts = new AtomicLongArray(Count.values().length);

    public MediaCounters() {}

    /** The count so far. */
    public long get(Count count) {
        return counts.getOpaque(count.ordinal());
    }

    public void increment(Count count) {
        add(count, 1);
    }

    /** Counts a packet that SRTP has refused, by the code that it gave for that. */
    public void countReject(int code) {
        increment(
                switch (SrtpReject.of(code)) {
                    case AUTHENTICATION_FAILED -> Count.DROPPED_UNAUTHENTIC;
                    case REPLAYED, TOO_OLD -> Count.DROPPED_REPLAYED;
                    case TOO_MANY_SOURCES -> Count.DROPPED_TOO_MANY_STREAMS;
                    case MALFORMED, NO_ROOM, KEY_EXHAUSTED, NEVER_SENT -> Count.DROPPED_MALFORMED;
                });
    }

    // One writer: no read-modify-write cycle of the bus is needed.
    public void add(Count count, long amount) {
        int index = count.ordinal();
        counts.setOpaque(index, counts.getPlain(index) + amount);
    }
}
