package org.livechat.rtc.srtp;

import org.livechat.rtc.bytes.BigEndian;

/**
 * AES-GCM (NIST SP 800-38D) whose parts are keyed once: the keystream by {@link AesCounter}, the tag by {@link Ghash}. A new nonce
 * is then a number in a counter block, and nothing is allocated a packet.
 */
final class KeyedGcm implements GcmCipher {
    private static final int BLOCK_LENGTH = AesCounter.BLOCK_LENGTH;

    /** What the first call of the cipher makes besides the block that masks the tag. */
    private static final int FIRST_PART = SrtpWorkspace.KEYSTREAM_LENGTH - BLOCK_LENGTH;

    private final SrtpWorkspace workspace;
    private final AesCounter aes;
    private final Ghash hash;
    private final long saltHigh;
    private final int saltLow;

    /** Takes a session key of 16 bytes and a session salt of 12. */
    KeyedGcm(byte[] key, byte[] salt, SrtpWorkspace workspace) {
        this.workspace = workspace;
        aes = new AesCounter(key);
        hash = new Ghash(aes.ofZeros());
        saltHigh = BigEndian.read64(salt, 0);
        saltLow = BigEndian.read32(salt, 8);
    }

    @Override
    public long touch() {
        return saltHigh + aes.touch() + hash.touch();
    }

    @Override
    public void encrypt(
            int ssrc,
            long index,
            byte[] associated,
            int associatedOffset,
            int associatedLength,
            byte[] buffer,
            int offset,
            int length) {
        long high = nonceHigh(ssrc, index);
        long low = firstCounter(index);
        fillKeystream(high, low, length);
        long maskHigh = BigEndian.read64(workspace.keystream, 0);
        long maskLow = BigEndian.read64(workspace.keystream, 8);
        applyKeystream(high, low, buffer, offset, length);
        hash.compute(workspace, associated, associatedOffset, associatedLength, buffer, offset, length);
        BigEndian.write64(buffer, offset + length, hash.high() ^ maskHigh);
        BigEndian.write64(buffer, offset + length + 8, hash.low() ^ maskLow);
    }

    /** {@inheritDoc} A range whose tag does not match stays as it was. */
    @Override
    public boolean decrypt(
            int ssrc,
            long index,
            byte[] associated,
            int associatedOffset,
            int associatedLength,
            byte[] buffer,
            int offset,
            int length) {
        int clearLength = length - TAG_LENGTH;
        if (clearLength < 0) {
            return false;
        }
        long high = nonceHigh(ssrc, index);
        long low = firstCounter(index);
        fillKeystream(high, low, clearLength);
        hash.compute(workspace, associated, associatedOffset, associatedLength, buffer, offset, clearLength);
        // Both halves at once, so that the time tells nothing of where they differ.
        long difference = (hash.high()
                        ^ BigEndian.read64(workspace.keystream, 0)
                        ^ BigEndian.read64(buffer, offset + clearLength))
                | (hash.low()
                        ^ BigEndian.read64(workspace.keystream, 8)
                        ^ BigEndian.read64(buffer, offset + clearLength + 8));
        if (difference != 0) {
            return false;
        }
        applyKeystream(high, low, buffer, offset, clearLength);
        return true;
    }

    // The first block masks the tag, those behind it are the data's (SP 800-38D 7.1).
    private void fillKeystream(long high, long low, int length) {
        aes.fill(workspace, high, low, 1 + AesCounter.blocks(Math.min(length, FIRST_PART)));
    }

    private void applyKeystream(long high, long low, byte[] buffer, int offset, int length) {
        int first = Math.min(length, FIRST_PART);
        AesCounter.exclusiveOr(workspace.keystream, BLOCK_LENGTH, buffer, offset, first);
        if (first < length) {
            aes.apply(workspace, high, low + 1 + AesCounter.blocks(first), buffer, offset + first, length - first);
        }
    }

    // Two bytes of zero, the SSRC, and the upper 16 of the index's 48 bits; all of it mixed with the salt.
    private long nonceHigh(int ssrc, long index) {
        return saltHigh ^ ((Integer.toUnsignedLong(ssrc) << 16) | (index >>> 32));
    }

    // The rest of the index, and a counter of 32 bits that begins with 1.
    private long firstCounter(long index) {
        return (Integer.toUnsignedLong(saltLow ^ (int) index) << 32) | 1;
    }
}
