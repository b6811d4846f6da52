package org.livechat.rtc.srtp;

/**
 * Derives session keys from a master key (RFC 3711 4.3) with a key derivation rate of zero, the only one that DTLS-SRTP knows.
 *
 * <p>GCM's salt of 12 bytes is taken as the first of 14, the others being zero (RFC 7714 11, as libsrtp and every browser do).
 */
final class KeyDerivation {
    private static final int RTP_ENCRYPTION = 0;
    private static final int RTP_AUTHENTICATION = 1;
    private static final int RTP_SALT = 2;
    private static final int RTCP_ENCRYPTION = 3;
    private static final int RTCP_AUTHENTICATION = 4;
    private static final int RTCP_SALT = 5;

    private final SrtpMasterKey master;
    private final CounterMode pseudoRandom;
    private final SrtpWorkspace workspace = new SrtpWorkspace();

    KeyDerivation(SrtpMasterKey master) {
        this.master = master;
        this.pseudoRandom = new CounterMode(master.key(), master.salt());
    }

    byte[] rtpKey() {
        return derive(RTP_ENCRYPTION, master.profile().keyBytes());
    }

    byte[] rtpAuthenticationKey() {
        return derive(RTP_AUTHENTICATION, HmacSha1.OUTPUT_LENGTH);
    }

    byte[] rtpSalt() {
        return derive(RTP_SALT, master.profile().saltBytes());
    }

    byte[] rtcpKey() {
        return derive(RTCP_ENCRYPTION, master.profile().keyBytes());
    }

    byte[] rtcpAuthenticationKey() {
        return derive(RTCP_AUTHENTICATION, HmacSha1.OUTPUT_LENGTH);
    }

    byte[] rtcpSalt() {
        return derive(RTCP_SALT, master.profile().saltBytes());
    }

    /** The label stands above a 48-bit index of zero, which is bit 64 of the counter block: the lowest of the SSRC's byte 7. */
    private byte[] derive(int label, int length) {
        byte[] key = new byte[length];
        pseudoRandom.apply(workspace, label, 0, key, 0, length);
        return key;
    }
}
