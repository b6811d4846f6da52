package org.livechat.rtc.srtp;

/** The master key and salt of one direction. Immutable; never shows its bytes in a text. */
public final class SrtpMasterKey {
    private final SrtpProfile profile;
    private final byte[] key;
    private final byte[] salt;

    /**
     * Copies a key and a salt.
     *
     * @throws IllegalArgumentException if their lengths are not the profile's
     */
    public SrtpMasterKey(SrtpProfile profile, byte[] key, byte[] salt) {
        if (key.length != profile.keyBytes() || salt.length != profile.saltBytes()) {
            throw new IllegalArgumentException(profile + " takes a key of " + profile.keyBytes()
                    + " bytes and a salt of " + profile.saltBytes() + ", not " + key.length + " and " + salt.length);
        }
        this.profile = profile;
        this.key = key.clone();
        this.salt = salt.clone();
    }

    public SrtpProfile profile() {
        return profile;
    }

    /** The master key; a copy. */
    public byte[] key() {
        return key.clone();
    }

    /** The master salt; a copy. */
    public byte[] salt() {
        return salt.clone();
    }

    /** Names the profile and no key. */
    @Override
    public String toString() {
        return "SrtpMasterKey[" + profile + "]";
    }
}
