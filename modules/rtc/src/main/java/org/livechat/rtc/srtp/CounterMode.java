package org.livechat.rtc.srtp;

import org.livechat.rtc.bytes.BigEndian;

/** AES in counter mode as SRTP uses it (RFC 3711 4.1.1). */
final class CounterMode {
    private final AesCounter aes;
    private final long saltHigh;
    private final long saltLow;

    /** Takes a session key of 16 bytes and a session salt of 14. */
    CounterMode(byte[] key, byte[] salt) {
        aes = new AesCounter(key);
        byte[] padded = new byte[AesCounter.BLOCK_LENGTH];
        System.arraycopy(salt, 0, padded, 0, salt.length);
        saltHigh = BigEndian.read64(padded, 0);
        saltLow = BigEndian.read64(padded, 8);
    }

    long touch() {
        return saltLow + aes.touch();
    }

    /** Encrypts or decrypts the range in place, under the packet's source and index (48 bits at most). */
    void apply(SrtpWorkspace workspace, int ssrc, long index, byte[] buffer, int offset, int length) {
        aes.apply(workspace, saltHigh ^ Integer.toUnsignedLong(ssrc), saltLow ^ (index << 16), buffer, offset, length);
    }
}
