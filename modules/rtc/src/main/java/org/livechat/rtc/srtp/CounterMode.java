package org.livechat.rtc.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;
import org.livechat.rtc.bytes.BigEndian;

/**
 * AES in counter mode as SRTP uses it (RFC 3711 4.1.1).
 *
 * <p>The cipher is keyed once and encrypts counter blocks in ECB mode, a packet's worth a call: the platform's own counter mode
 * would have to be initialised a packet, which allocates and expands the key again.
 */
final class CounterMode {
    private static final int BLOCK_LENGTH = 16;

    private final Cipher cipher;
    private final long saltHigh;
    private final long saltLow;

    /** Takes a session key of 16 bytes and a session salt of 14. */
    CounterMode(byte[] key, byte[] salt) {
        try {
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has AES, this one does not", missing);
        }
        byte[] padded = new byte[BLOCK_LENGTH];
        System.arraycopy(salt, 0, padded, 0, salt.length);
        saltHigh = BigEndian.read64(padded, 0);
        saltLow = BigEndian.read64(padded, 8);
    }

    long touch() {
        return saltLow + cipher.getOutputSize(BLOCK_LENGTH);
    }

    /** Encrypts or decrypts the range in place, under the packet's source and index (48 bits at most). */
    void apply(SrtpWorkspace workspace, int ssrc, long index, byte[] buffer, int offset, int length) {
        long high = saltHigh ^ Integer.toUnsignedLong(ssrc);
        long low = saltLow ^ (index << 16);
        int counter = 0;
        for (int done = 0; done < length; done += SrtpWorkspace.KEYSTREAM_LENGTH) {
            int part = Math.min(length - done, SrtpWorkspace.KEYSTREAM_LENGTH);
            int blocks = (part + BLOCK_LENGTH - 1) / BLOCK_LENGTH;
            fillKeystream(workspace, high, low + counter, blocks);
            exclusiveOr(workspace.keystream, buffer, offset + done, part);
            counter += blocks;
        }
    }

    private void fillKeystream(SrtpWorkspace workspace, long high, long low, int blocks) {
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

    private static void exclusiveOr(byte[] keystream, byte[] buffer, int offset, int length) {
        int words = length & -8;
        for (int i = 0; i < words; i += 8) {
            BigEndian.write64(
                    buffer, offset + i, BigEndian.read64(buffer, offset + i) ^ BigEndian.read64(keystream, i));
        }
        for (int i = words; i < length; i++) {
            buffer[offset + i] ^= keystream[i];
        }
    }
}
