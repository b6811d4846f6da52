package org.livechat.client;

import java.util.List;
import org.livechat.rtc.srtp.SrtpProfile;

/** Which SRTP profiles a peer offers. */
public enum SrtpChoice {
    /** All that there are; the server takes the one it likes best. */
    ANY,
    /** AEAD_AES_128_GCM alone. */
    GCM,
    /** AES_CM_128_HMAC_SHA1_80 alone. */
    CM;

    List<SrtpProfile> profiles() {
        return switch (this) {
            case ANY -> List.of(SrtpProfile.values());
            case GCM -> List.of(SrtpProfile.AEAD_AES_128_GCM);
            case CM -> List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
        };
    }
}
