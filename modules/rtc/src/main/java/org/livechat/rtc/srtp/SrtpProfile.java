package org.livechat.rtc.srtp;

import java.util.Arrays;
import java.util.Optional;

/** The SRTP protection profiles of DTLS-SRTP, in our order of preference (RFC 5764 4.1.2, RFC 7714 14.2). */
public enum SrtpProfile {
    AEAD_AES_128_GCM(0x0007, 16, 12, 16),
    AES_CM_128_HMAC_SHA1_80(0x0001, 16, 14, 10);

    /** What a JVM has to be started with so that AES-GCM is {@link #isKeyedOnce}. */
    public static final String GHASH_OPTION = "--add-opens java.base/com.sun.crypto.provider=org.livechat.rtc";

    /** Length of the word that carries the E bit and the index of an SRTCP packet (RFC 3711 3.4). */
    static final int RTCP_INDEX_BYTES = 4;

    private final int code;
    private final int keyBytes;
    private final int saltBytes;
    private final int tagBytes;

    SrtpProfile(int code, int keyBytes, int saltBytes, int tagBytes) {
        this.code = code;
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
        this.tagBytes = tagBytes;
    }

    /** The one we like best among the numbers of a use_srtp extension, if it holds any of ours. */
    public static Optional<SrtpProfile> firstOf(int[] offeredCodes) {
        return Arrays.stream(values())
                .filter(profile -> Arrays.stream(offeredCodes).anyMatch(offered -> offered == profile.code))
                .findFirst();
    }

    /**
     * Whether its ciphers are keyed once and allocate nothing a packet. With AES-GCM that takes a JVM that lets us have the JDK's
     * GHASH ({@link #GHASH_OPTION}, as bin/lcserver has it); else the platform's whole cipher is used, which is the slower one.
     */
    public boolean isKeyedOnce() {
        return this == AES_CM_128_HMAC_SHA1_80 || Ghash.isAvailable();
    }

    /** The number in the use_srtp extension. */
    public int code() {
        return code;
    }

    /** Length of a master key. */
    public int keyBytes() {
        return keyBytes;
    }

    /** Length of a master salt. */
    public int saltBytes() {
        return saltBytes;
    }

    /** Length of an authentication tag. */
    public int tagBytes() {
        return tagBytes;
    }

    /** By how much protection lengthens an RTP packet, and thus the room it needs behind it. */
    public int rtpOverhead() {
        return tagBytes;
    }

    /** By how much protection lengthens an RTCP datagram, and thus the room it needs behind it. */
    public int rtcpOverhead() {
        return tagBytes + RTCP_INDEX_BYTES;
    }
}
