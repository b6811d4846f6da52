package org.livechat.rtc.srtp;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.livechat.rtc.bytes.BigEndian;
import org.livechat.rtc.rtp.RtpPacket;

/**
 * Authenticates and decrypts SRTP and SRTCP under one master key, in place.
 *
 * <p>Nothing changes before a packet is authentic: rollover counters, replay windows and the set of sources are what authentic
 * packets made them. Nothing is allocated a packet where the profile {@linkplain
 * SrtpProfile#isKeyedOnce is keyed once}. Owned by one thread, as is the workspace it shares.
 */
public final class SrtpReceiver {
    private static final long MOST_RTP_INDEX = (1L << 48) - 1;

    /** One that has been silent for so long makes room for another where there is none (RFC 3550 6.3.5). */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final SrtpProfile profile;
    private final Transform transform;
    private final SourceTable sources;

    /** Makes a receiver that shares the buffers of its thread and knows at most that many sources at a time. */
    public SrtpReceiver(SrtpMasterKey master, int mostSources, SrtpWorkspace workspace) {
        this.profile = master.profile();
        this.transform = Transform.of(master, workspace);
        this.sources = new SourceTable(mostSources);
    }

    public SrtpProfile profile() {
        return profile;
    }

    /** How many sources that have sent an authentic packet are known. */
    public int sourceCount() {
        return sources.size();
    }

    /**
     * Notes that a source will not be heard of any more. Its place is the next that a new one is given where there is no room; until
     * then its packets are taken as ever, and none of them twice.
     */
    public void release(int ssrc) {
        sources.release(ssrc);
    }

    /** Notes that a source that was released is in use again. */
    public void retain(int ssrc) {
        sources.retain(ssrc);
    }

    /** Notes that a source says it is leaving (RFC 3550 6.6): until it comes back, it counts as one that has been silent for long. */
    public void left(int ssrc, long nowNanos) {
        Source source = sources.find(ssrc);
        if (source != null) {
            source.usedNanos = nowNanos - IDLE_NANOS - 1;
        }
    }

    /** {@link #unprotect(byte[], int, int, long)} where time stands still, and no source grows old. */
    public int unprotect(byte[] buffer, int offset, int length) {
        return unprotect(buffer, offset, length, 0);
    }

    /**
     * Turns an SRTP packet into the RTP packet it protects, in place. After a reject the bytes are undefined.
     *
     * @param nowNanos the instant, by {@link System#nanoTime}
     * @return the clear length, or the negative code of an {@link SrtpReject}
     */
    public int unprotect(byte[] buffer, int offset, int length, long nowNanos) {
        int headerLength = RtpPacket.headerLength(buffer, offset, length - profile.rtpOverhead());
        if (headerLength < 0) {
            return SrtpReject.MALFORMED.code();
        }
        int ssrc = RtpPacket.ssrc(buffer, offset);
        int sequence = RtpPacket.sequenceNumber(buffer, offset);
        Source source = sources.find(ssrc);
        if (source == null && sources.isFull() && leaving(nowNanos) == null) {
            return SrtpReject.TOO_MANY_SOURCES.code();
        }
        long index = source == null ? sequence : source.rtp.estimate(sequence);
        int verdict = source == null ? ReplayWindow.FRESH : source.rtp.check(index);
        if (verdict != ReplayWindow.FRESH) {
            return verdict;
        }
        if (index > MOST_RTP_INDEX) {
            return SrtpReject.KEY_EXHAUSTED.code();
        }
        int clearLength = transform.unprotectRtp(buffer, offset, length, headerLength, ssrc, index);
        if (clearLength >= 0) {
            used(source, ssrc, nowNanos).rtp.accept(index);
        }
        return clearLength;
    }

    /** {@link #unprotectRtcp(byte[], int, int, long)} where time stands still, and no source grows old. */
    public int unprotectRtcp(byte[] buffer, int offset, int length) {
        return unprotectRtcp(buffer, offset, length, 0);
    }

    /**
     * Turns an SRTCP datagram into the RTCP it protects, in place. After a reject the bytes are undefined.
     *
     * @param nowNanos the instant, by {@link System#nanoTime}
     * @return the clear length, or the negative code of an {@link SrtpReject}
     */
    public int unprotectRtcp(byte[] buffer, int offset, int length, long nowNanos) {
        if (length < Transform.RTCP_CLEAR_LENGTH + profile.rtcpOverhead() || RtpPacket.version(buffer, offset) != 2) {
            return SrtpReject.MALFORMED.code();
        }
        int word = BigEndian.read32(buffer, offset + transform.rtcpIndexPosition(length));
        // DTLS-SRTP has no way to agree on clear RTCP (RFC 5764 4.1.2), so none is taken.
        if ((word & Transform.ENCRYPTED_BIT) == 0) {
            return SrtpReject.MALFORMED.code();
        }
        int index = word & ~Transform.ENCRYPTED_BIT;
        int ssrc = BigEndian.read32(buffer, offset + 4);
        Source source = sources.find(ssrc);
        if (source == null && sources.isFull() && leaving(nowNanos) == null) {
            return SrtpReject.TOO_MANY_SOURCES.code();
        }
        int verdict = source == null ? ReplayWindow.FRESH : source.rtcp.check(index);
        if (verdict != ReplayWindow.FRESH) {
            return verdict;
        }
        int clearLength = transform.unprotectRtcp(buffer, offset, length, ssrc, index);
        if (clearLength >= 0) {
            used(source, ssrc, nowNanos).rtcp.accept(index);
        }
        return clearLength;
    }

    private Source used(@Nullable Source known, int ssrc, long nowNanos) {
        Source source = known == null ? added(ssrc, nowNanos) : known;
        source.usedNanos = nowNanos;
        return source;
    }

    private Source added(int ssrc, long nowNanos) {
        Source leaving = sources.isFull() ? leaving(nowNanos) : null;
        if (leaving != null) {
            sources.remove(leaving);
        }
        return sources.add(ssrc);
    }

    /** Whose place another source may take; null if all are in use. */
    private @Nullable Source leaving(long nowNanos) {
        Source released = sources.firstReleased();
        return released != null ? released : sources.longestIdle(nowNanos - IDLE_NANOS);
    }
}
