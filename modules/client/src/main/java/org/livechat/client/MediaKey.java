package org.livechat.client;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.livechat.rtc.srtp.SrtpMasterKey;
import org.livechat.rtc.srtp.SrtpProfile;

/** A master key of one direction that comes from no handshake. Never shows its bytes in a text. */
public final class MediaKey {
    private final SrtpMasterKey master;

    private MediaKey(SrtpMasterKey master) {
        this.master = master;
    }

    /** A new one, for that choice or its favourite. */
    public static MediaKey random(SrtpChoice choice, SecureRandom random) {
        var profile = choice.profiles().getFirst();
        var key = new byte[profile.keyBytes()];
        var salt = new byte[profile.saltBytes()];
        random.nextBytes(key);
        random.nextBytes(salt);
        return new MediaKey(new SrtpMasterKey(profile, key, salt));
    }

    /** Whether it is for AEAD_AES_128_GCM; else for AES_CM_128_HMAC_SHA1_80. */
    public boolean isGcm() {
        return master.profile() == SrtpProfile.AEAD_AES_128_GCM;
    }

    /** Key and salt, one behind the other, for a program that shares it. */
    public String hex() {
        return HexFormat.of().formatHex(master.key()) + HexFormat.of().formatHex(master.salt());
    }

    SrtpMasterKey master() {
        return master;
    }
}
