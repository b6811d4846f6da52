package org.livechat.rtc.srtp;

/**
 * AES-128-GCM under one session key, with nonces made as RFC 7714 8.1 and 9.1 say. There are two: {@link KeyedGcm}, and where
 * this JVM does not let us, {@link PlatformGcm}.
 */
sealed interface GcmCipher permits KeyedGcm, PlatformGcm {
    int TAG_LENGTH = SrtpProfile.AEAD_AES_128_GCM.tagBytes();

    /** Takes a session key of 16 bytes and a session salt of 12. */
    static GcmCipher of(byte[] key, byte[] salt, SrtpWorkspace workspace) {
        return Ghash.isAvailable() ? new KeyedGcm(key, salt, workspace) : new PlatformGcm(key, salt);
    }

    /** Reads what a packet will need; what it returns means nothing. */
    long touch();

    /** Encrypts a range in place; the tag of 16 bytes is written behind it. */
    void encrypt(
            int ssrc,
            long index,
            byte[] associated,
            int associatedOffset,
            int associatedLength,
            byte[] buffer,
            int offset,
            int length);

    /** Decrypts a range, which ends in its tag, in place; returns false, and may leave rubbish, if the tag does not match. */
    boolean decrypt(
            int ssrc,
            long index,
            byte[] associated,
            int associatedOffset,
            int associatedLength,
            byte[] buffer,
            int offset,
            int length);
}
