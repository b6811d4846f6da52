package org.livechat.rtc.dtls;

import java.util.Optional;

/** The SRTP protection profiles negotiated, in our order of preference (RFC 5764 4.1.2, RFC 7714 14.2). */
public enum SrtpProfile {
    AEAD_AES_128_GCM(0x0007, 16, 12),
    AES_CM_128_HMAC_SHA1_80(0x0001, 16, 14);

    private final int code;
    private final int keyBytes;
    private final int saltBytes;

    SrtpProfile(int code, int keyBytes, int saltBytes) {
        this.code = code;
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
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

    static Optional<SrtpProfile> firstOf(int[] offeredCodes) {
        for (var profile : values()) {
            for (var offered : offeredCodes) {
                if (offered == profile.code) {
                    return Optional.of(profile);
                }
            }
        }
        return Optional.empty();
    }

    static int[] codes() {
        var profiles = values();
        var codes = new int[profiles.length];
        for (var i = 0; i < codes.length; i++) {
            codes[i] = profiles[i].code;
        }
        return codes;
    }
}
