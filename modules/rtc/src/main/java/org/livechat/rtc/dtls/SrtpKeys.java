package org.livechat.rtc.dtls;

import java.util.Arrays;

/** The SRTP master keys and salts of both directions, as a DTLS handshake exports them (RFC 5764 4.2). */
public final class SrtpKeys {
    static final String EXPORTER_LABEL = "EXTRACTOR-dtls_srtp";

    private final SrtpProfile profile;
    private final byte[] material;

    private SrtpKeys(SrtpProfile profile, byte[] material) {
        this.profile = profile;
        this.material = material;
    }

    /**
     * Wraps what the exporter gave: client key, server key, client salt, server salt.
     *
     * @throws IllegalArgumentException if the length is not that of two keys and two salts
     */
    public static SrtpKeys of(SrtpProfile profile, byte[] exported) {
        if (exported.length != materialBytes(profile)) {
            throw new IllegalArgumentException(profile + " needs " + materialBytes(profile)
                    + " bytes of keying material, but got " + exported.length);
        }
        return new SrtpKeys(profile, exported.clone());
    }

    static int materialBytes(SrtpProfile profile) {
        return 2 * (profile.keyBytes() + profile.saltBytes());
    }

    /** The profile both sides agreed on. */
    public SrtpProfile profile() {
        return profile;
    }

    /** Master key of what the DTLS client sends; a copy. */
    public byte[] clientKey() {
        return slice(0, profile.keyBytes());
    }

    /** Master key of what the DTLS server sends; a copy. */
    public byte[] serverKey() {
        return slice(profile.keyBytes(), profile.keyBytes());
    }

    /** Master salt of what the DTLS client sends; a copy. */
    public byte[] clientSalt() {
        return slice(2 * profile.keyBytes(), profile.saltBytes());
    }

    /** Master salt of what the DTLS server sends; a copy. */
    public byte[] serverSalt() {
        return slice(2 * profile.keyBytes() + profile.saltBytes(), profile.saltBytes());
    }

    /** Names the profile and no key. */
    @Override
    public String toString() {
        return "SrtpKeys[" + profile + "]";
    }

    private byte[] slice(int offset, int length) {
        return Arrays.copyOfRange(material, offset, offset + length);
    }
}
