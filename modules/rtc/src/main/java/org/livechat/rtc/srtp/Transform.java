package org.livechat.rtc.srtp;

/**
 * What a profile does to the bytes of one packet, whose index and validity others have settled.
 *
 * <p>The verifying methods return the clear length, or the code of {@link SrtpReject#AUTHENTICATION_FAILED}; after that the
 * bytes of the packet are undefined.
 */
sealed interface Transform permits CounterModeTransform, GcmTransform {
    /** The top bit of the word that carries an SRTCP packet's index: set if the packet is encrypted (RFC 3711 3.4). */
    int ENCRYPTED_BIT = 0x80000000;

    /** The part of an RTCP packet that stays clear: header and the sender's SSRC. */
    int RTCP_CLEAR_LENGTH = 8;

    static Transform of(SrtpMasterKey master, SrtpWorkspace workspace) {
        KeyDerivation keys = new KeyDerivation(master);
        return switch (master.profile()) {
            case AES_CM_128_HMAC_SHA1_80 -> new CounterModeTransform(keys, workspace);
            case AEAD_AES_128_GCM -> new GcmTransform(keys, workspace);
        };
    }

    /** Reads what {@link #protectRtp} will need; what it returns means nothing. */
    long touch();

    void protectRtp(byte[] buffer, int offset, int length, int headerLength, int ssrc, long index);

    int unprotectRtp(byte[] buffer, int offset, int length, int headerLength, int ssrc, long index);

    void protectRtcp(byte[] buffer, int offset, int length, int ssrc, int index);

    int unprotectRtcp(byte[] buffer, int offset, int length, int ssrc, int index);

    /** Where in an SRTCP packet of that length the word with its index stands. */
    int rtcpIndexPosition(int length);
}
