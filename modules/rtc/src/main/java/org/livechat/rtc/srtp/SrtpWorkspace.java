package org.livechat.rtc.srtp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The buffers and the digest that all senders and receivers of one thread share, so that they stay in its cache.
 *
 * <p>Make one a thread; it is not safe for two.
 */
public final class SrtpWorkspace {
    /** Bytes of keystream made by one call of the cipher: the whole of a usual packet. */
    static final int KEYSTREAM_LENGTH = 1536;

    final byte[] counterBlocks = new byte[KEYSTREAM_LENGTH];
    final byte[] keystream = new byte[KEYSTREAM_LENGTH];
    /** A padded block to be hashed, and one behind it. */
    final byte[] hashBlocks = new byte[2 * AesCounter.BLOCK_LENGTH];

    final byte[] digestOutput = new byte[HmacSha1.OUTPUT_LENGTH];
    final MessageDigest sha1;

    public SrtpWorkspace() {
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-1, this one does not", missing);
        }
    }
}
