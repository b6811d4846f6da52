package org.livechat.rtc.rtp;

/** What a datagram on the media port claims to be by its first bytes (RFC 7983, RFC 5761 section 4). */
public enum PacketKind {
    STUN,
    DTLS,
    RTP,
    RTCP,
    UNKNOWN;

    /** Classifies a datagram; it allocates nothing and says nothing of the datagram's validity. */
    public static PacketKind of(byte[] buffer, int offset, int length) {
        if (length < 2) {
            return UNKNOWN;
        }
        int first = buffer[offset] & 0xff;
        if (first <= 3) {
            return STUN;
        }
        if (first >= 20 && first <= 63) {
            return DTLS;
        }
        if (first < 128 || first > 191) {
            return UNKNOWN;
        }
        int second = buffer[offset + 1] & 0xff;
        return second >= 192 && second <= 223 ? RTCP : RTP;
    }
}
