package org.livechat.rtc.dtls;

import java.util.Arrays;
import org.livechat.rtc.srtp.SrtpMasterKey;
import org.livechat.rtc.srtp.SrtpProfile;

/**
 * The SRTP master keys of both directions, as a DTLS handshake exports them (RFC 5764 4.2).
 *
 * @param client key of what the DTLS client sends
 * @param server key of what the DTLS server sends
 */
public record SrtpKeys(SrtpMasterKey client, SrtpMasterKey server) {
    static final String EXPORTER_LABEL = "EXTRACTOR-dtls_srtp";

    /**
     * Takes apart what the exporter gave: client key, server key, client salt, server salt.
     *
     * @throws IllegalArgumentException if the length is not that of two keys and two salts
     */
    public static SrtpKeys of(SrtpProfile profile, byte[] exported) {
        if (exported.length != materialBytes(profile)) {
            throw new IllegalArgumentException(profile + " needs " + materialBytes(profile)
                    + " bytes of keying material, but got " + exported.length);
        }
        return new SrtpKeys(master(profile, exported, 0), master(profile, exported, 1));
    }

    static int materialBytes(SrtpProfile profile) {
        return 2 * (profile.keyBytes() + profile.saltBytes());
    }

    private static SrtpMasterKey master(SrtpProfile profile, byte[] exported, int side) {
        int key = side * profile.keyBytes();
        int salt = 2 * profile.keyBytes() + side * profile.saltBytes();
        return new SrtpMasterKey(
                profile,
                Arrays.copyOfRange(exported, key, key + profile.keyBytes()),
                Arrays.copyOfRange(exported, salt, salt + profile.saltBytes()));
    }

    /** The profile both sides agreed on. */
    public SrtpProfile profile() {
        return client.profile();
    }
}
