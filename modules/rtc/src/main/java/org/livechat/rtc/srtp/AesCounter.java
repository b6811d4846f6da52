package org.livechat.rtc.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;
import org.livechat.rtc.bytes.BigEndian;

/**
 * The keystream of AES in counter mode.
 *
 * <p>The cipher is keyed once and encrypts counter blocks in ECB mode, a packet's worth a call: the platform's own counter mode
 * would have to be initialised a packet, which allocates and expands the key again.
 */
final class AesCounter {
    static final int BLOCK_LENGTH = 16;

    private final Cipher cipher;

    /** Takes a key of 16 bytes. */
    AesCounter(byte[] key) {
        try {
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has AES, this one does not", missing);
        }
    }

    /** What the cipher makes of a block of zeros. */
    byte[] ofZeros() {
        return cipher.update(new byte[BLOCK_LENGTH]);
    }

    long touch() {
        return cipher.getOutputSize(BLOCK_LENGTH);
    }

    /** Encrypts or decrypts the range in place, from this counter block on. */
    void apply(SrtpWorkspace workspace, long high, long low, byte[] buffer, int offset, int length) {
        long counter = low;
        for (int done = 0; done < length; done += SrtpWorkspace.KEYSTREAM_LENGTH) {
            int part = Math.min(length - done, SrtpWorkspace.KEYSTREAM_LENGTH);
            int blocks = blocks(part);
            fill(workspace, high, counter, blocks);
            exclusiveOr(workspace.keystream, 0, buffer, offset + done, part);
            counter += blocks;
        }
    }

    static int blocks(int length) {
        return (length + BLOCK_LENGTH - 1) / BLOCK_LENGTH;
    }

    /** Fills the workspace's keystream: as many blocks as fit there at most, from this counter block on. */
    void fill(SrtpWorkspace workspace, long high, long low, int blocks) {
        byte[] counters = workspace.counterBlocks;
        for (int block = 0; block < blocks; block++) {
            BigEndian.write64(counters, block * BLOCK_LENGTH, high);
            BigEndian.write64(counters, block * BLOCK_LENGTH + 8, low + block);
        }
        try {
            cipher.update(counters, 0, blocks * BLOCK_LENGTH, workspace.keystream, 0);
        } catch (ShortBufferException impossible) {
            throw new IllegalStateException("the keystream's buffer is as long as the counters'", impossible);
        }
    }

    /** Mixes keystream, from {@code start} on, into the range. */
    static void exclusiveOr(byte[] keystream, int start, byte[] buffer, int offset, int length) {
        int words = length & -8;
        for (int i = 0; i < words; i += 8) {
            BigEndian.write64(
                    buffer, offset + i, BigEndian.read64(buffer, offset + i) ^ BigEndian.read64(keystream, start + i));
        }
        for (int i = words; i < length; i++) {
            buffer[offset + i] ^= keystream[start + i];
        }
    }
}
