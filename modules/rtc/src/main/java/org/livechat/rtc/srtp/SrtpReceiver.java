package org.livechat.rtc.srtp;

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

    private final SrtpProfile profile;
    private final Transform transform;
    private final SourceTable sources;

    /** Makes a receiver that shares the buffers of its thread and accepts at most that many sources. */
    public SrtpReceiver(SrtpMasterKey master, int mostSources, SrtpWorkspace workspace) {
        this.profile = master.profile();
        this.transform = Transform.of(master, workspace);
        this.sources = new SourceTable(mostSources);
    }

    public SrtpProfile profile() {
        return profile;
    }

    /** How many sources have sent an authentic packet. */
    public int sourceCount() {
        return sources.size();
    }

    /**
     * Turns an SRTP packet into the RTP packet it protects, in place. After a reject the bytes are undefined.
     *
     * @return the clear length, or the negative code of an {@link SrtpReject}
     */
    public int unprotect(byte[] buffer, int offset, int length) {
        int headerLength = RtpPacket.headerLength(buffer, offset, length - profile.rtpOverhead());
        if (headerLength < 0) {
            return SrtpReject.MALFORMED.code();
        }
        int ssrc = RtpPacket.ssrc(buffer, offset);
        int sequence = RtpPacket.sequenceNumber(buffer, offset);
        Source source = sources.find(ssrc);
        if (source == null && sources.isFull()) {
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
            known(source, ssrc).rtp.accept(index);
        }
        return clearLength;
    }

    /**
     * Turns an SRTCP datagram into the RTCP it protects, in place. After a reject the bytes are undefined.
     *
     * @return the clear length, or the negative code of an {@link SrtpReject}
     */
    public int unprotectRtcp(byte[] buffer, int offset, int length) {
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
        if (source == null && sources.isFull()) {
            return SrtpReject.TOO_MANY_SOURCES.code();
        }
        int verdict = source == null ? ReplayWindow.FRESH : source.rtcp.check(index);
        if (verdict != ReplayWindow.FRESH) {
            return verdict;
        }
        int clearLength = transform.unprotectRtcp(buffer, offset, length, ssrc, index);
        if (clearLength >= 0) {
            known(source, ssrc).rtcp.accept(index);
        }
        return clearLength;
    }

    private Source known(@Nullable Source source, int ssrc) {
        return source == null ? sources.add(ssrc) : source;
    }
}
