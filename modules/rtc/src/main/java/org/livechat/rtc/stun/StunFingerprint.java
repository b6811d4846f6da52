package org.livechat.rtc.stun;

import java.util.zip.CRC32;

/** The checksum of RFC 8489 14.7, over a message up to its FINGERPRINT attribute. */
final class StunFingerprint {
    private StunFingerprint() {}

    /** The attribute's value; the header must already count the attribute in its length. */
    static int of(byte[] buffer, int offset, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(buffer, offset, length);
        return (int) checksum.getValue() ^ StunType.FINGERPRINT_MASK;
    }
}
