package org.livechat.rtc.srtp;

import java.security.DigestException;
import java.security.MessageDigest;

/**
 * HMAC-SHA1 (RFC 2104) over a digest that is lent for each call, so that no packet allocates.
 *
 * <p>A {@code Mac} clones or allocates as it goes; the padded keys kept here cost two more blocks a packet and no garbage.
 */
final class HmacSha1 {
    static final int OUTPUT_LENGTH = 20;

    private static final int BLOCK_LENGTH = 64;

    private final byte[] innerKey = new byte[BLOCK_LENGTH];
    private final byte[] outerKey = new byte[BLOCK_LENGTH];

    /** The key must not be longer than 64 bytes; SRTP's has 20. */
    HmacSha1(byte[] key) {
        System.arraycopy(key, 0, innerKey, 0, key.length);
        System.arraycopy(key, 0, outerKey, 0, key.length);
        for (int i = 0; i < BLOCK_LENGTH; i++) {
            innerKey[i] ^= 0x36;
            outerKey[i] ^= 0x5c;
        }
    }

    long touch() {
        return (long) innerKey[0] + innerKey[BLOCK_LENGTH - 1] + outerKey[0] + outerKey[BLOCK_LENGTH - 1];
    }

    /** Computes the 20 bytes of the code into the workspace's digest output. */
    void compute(SrtpWorkspace workspace, byte[] buffer, int offset, int length) {
        MessageDigest sha1 = workspace.sha1;
        byte[] output = workspace.digestOutput;
        try {
            sha1.update(innerKey, 0, BLOCK_LENGTH);
            sha1.update(buffer, offset, length);
            sha1.digest(output, 0, OUTPUT_LENGTH);
            sha1.update(outerKey, 0, BLOCK_LENGTH);
            sha1.update(output, 0, OUTPUT_LENGTH);
            sha1.digest(output, 0, OUTPUT_LENGTH);
        } catch (DigestException impossible) {
            throw new IllegalStateException("SHA-1 does not fit into 20 bytes", impossible);
        }
    }
}
