package org.livechat.rtc.srtp;

import org.jspecify.annotations.Nullable;
import org.livechat.rtc.bytes.BigEndian;
import org.livechat.rtc.rtp.RtpPacket;

/**
 * Protects RTP and RTCP under one master key, in place.
 *
 * <p>The rollover counter of each source follows from the sequence numbers given, which may come out of order. The first one
 * should be below 32768, so that a receiver that misses the first packets cannot miss a rollover (RFC 3711 3.3.1). Nothing
 * is allocated a packet where the profile {@linkplain SrtpProfile#isKeyedOnce is keyed once}. Owned by one thread, as is the
 * workspace it shares.
 */
public final class SrtpSender {
    private static final long MOST_RTP_INDEX = (1L << 48) - 1;
    private static final long MOST_RTCP_INDEX = (1L << 31) - 1;

    private final SrtpProfile profile;
    private final Transform transform;
    private final SourceTable sources;

    /**
     * Makes a sender that shares the buffers of its thread and knows at most that many sources at a time. Those in use should be no
     * more than half of it, so that many others are released before one that was is forgotten.
     */
    public SrtpSender(SrtpMasterKey master, int mostSources, SrtpWorkspace workspace) {
        this.profile = master.profile();
        this.transform = Transform.of(master, workspace);
        this.sources = new SourceTable(mostSources);
    }

    public SrtpProfile profile() {
        return profile;
    }

    /** How many sources are known that have been sent from. */
    public int sourceCount() {
        return sources.size();
    }

    /**
     * Notes that nothing will be sent from a source any more, whose SSRC must not be used again: its place is given to another where
     * there is no room, and what was sent under which index is forgotten then.
     */
    public void release(int ssrc) {
        sources.release(ssrc);
    }

    /**
     * Protects an RTP packet in place. The buffer needs {@link SrtpProfile#rtpOverhead} bytes of room behind the packet.
     *
     * <p>A sequence number that was sent before is refused, since another packet under the same index would give away both:
     * use {@link #protectAgain} to repeat the very same packet.
     *
     * @return the new length, or the negative code of an {@link SrtpReject}
     */
    public int protect(byte[] buffer, int offset, int length) {
        int headerLength = RtpPacket.headerLength(buffer, offset, length);
        if (headerLength < 0) {
            return SrtpReject.MALFORMED.code();
        }
        if (buffer.length - offset - length < profile.rtpOverhead()) {
            return SrtpReject.NO_ROOM.code();
        }
        int ssrc = RtpPacket.ssrc(buffer, offset);
        Source source = sourceOf(ssrc);
        if (source == null) {
            return SrtpReject.TOO_MANY_SOURCES.code();
        }
        long index = source.rtp.estimate(RtpPacket.sequenceNumber(buffer, offset));
        int verdict = source.rtp.check(index);
        if (verdict != ReplayWindow.FRESH) {
            return verdict;
        }
        if (index > MOST_RTP_INDEX) {
            return SrtpReject.KEY_EXHAUSTED.code();
        }
        source.rtp.accept(index);
        transform.protectRtp(buffer, offset, length, headerLength, ssrc, index);
        return length + profile.rtpOverhead();
    }

    /**
     * Reads what {@link #protect} will need for a source, so that it is in the processor's cache by then.
     *
     * @return nothing of meaning, so that the reading is not left out
     */
    public long touch(int ssrc) {
        Source source = sources.find(ssrc);
        return transform.touch() + (source == null ? 0 : source.rtp.highest());
    }

    /**
     * Protects an RTP packet that was sent before, to repeat it. It must be the same to the byte: two packets under one index
     * break the cipher.
     *
     * @return the new length, or the negative code of an {@link SrtpReject}
     */
    public int protectAgain(byte[] buffer, int offset, int length) {
        int headerLength = RtpPacket.headerLength(buffer, offset, length);
        if (headerLength < 0) {
            return SrtpReject.MALFORMED.code();
        }
        if (buffer.length - offset - length < profile.rtpOverhead()) {
            return SrtpReject.NO_ROOM.code();
        }
        int ssrc = RtpPacket.ssrc(buffer, offset);
        Source source = sources.find(ssrc);
        if (source == null) {
            return SrtpReject.NEVER_SENT.code();
        }
        long index = source.rtp.estimate(RtpPacket.sequenceNumber(buffer, offset));
        if (index < 0 || source.rtp.check(index) == ReplayWindow.FRESH) {
            return SrtpReject.NEVER_SENT.code();
        }
        transform.protectRtp(buffer, offset, length, headerLength, ssrc, index);
        return length + profile.rtpOverhead();
    }

    /**
     * Protects an RTCP datagram in place, under the SSRC of its first packet. The buffer needs
     * {@link SrtpProfile#rtcpOverhead} bytes of room behind it.
     *
     * @return the new length, or the negative code of an {@link SrtpReject}
     */
    public int protectRtcp(byte[] buffer, int offset, int length) {
        if (length < Transform.RTCP_CLEAR_LENGTH || RtpPacket.version(buffer, offset) != 2) {
            return SrtpReject.MALFORMED.code();
        }
        if (buffer.length - offset - length < profile.rtcpOverhead()) {
            return SrtpReject.NO_ROOM.code();
        }
        int ssrc = BigEndian.read32(buffer, offset + 4);
        Source source = sourceOf(ssrc);
        if (source == null) {
            return SrtpReject.TOO_MANY_SOURCES.code();
        }
        long index = source.rtcp.highest() + 1;
        if (index > MOST_RTCP_INDEX) {
            return SrtpReject.KEY_EXHAUSTED.code();
        }
        source.rtcp.accept(index);
        transform.protectRtcp(buffer, offset, length, ssrc, (int) index);
        return length + profile.rtcpOverhead();
    }

    private @Nullable Source sourceOf(int ssrc) {
        Source source = sources.find(ssrc);
        if (source != null) {
            return source;
        }
        if (sources.isFull()) {
            Source leaving = sources.firstReleased();
            if (leaving == null) {
                return null;
            }
            sources.remove(leaving);
        }
        return sources.add(ssrc);
    }
}
