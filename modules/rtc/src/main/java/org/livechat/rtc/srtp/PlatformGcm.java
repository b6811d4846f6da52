package org.livechat.rtc.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.livechat.rtc.bytes.BigEndian;

/**
 * AES-GCM by the platform's own cipher. It takes a new nonce only by being initialised anew, which makes about a kilobyte of
 * garbage a packet.
 */
final class PlatformGcm implements GcmCipher {
    private static final int TAG_BITS = TAG_LENGTH * Byte.SIZE;
    private static final int NONCE_LENGTH = 12;

    private final Cipher cipher;
    private final SecretKeySpec key;
    private final int saltHead;
    private final int saltMiddle;
    private final int saltTail;
    private final byte[] nonce = new byte[NONCE_LENGTH];
    private int lastSsrc;
    private long lastIndex = -1;

    /** Takes a session key of 16 bytes and a session salt of 12. */
    PlatformGcm(byte[] key, byte[] salt) {
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has AES-GCM, this one does not", missing);
        }
        this.key = new SecretKeySpec(key, "AES");
        saltHead = BigEndian.read32(salt, 0);
        saltMiddle = BigEndian.read32(salt, 4);
        saltTail = BigEndian.read32(salt, 8);
    }

    @Override
    public long touch() {
        return lastIndex + nonce[0] + cipher.getBlockSize();
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
        try {
            if (ssrc == lastSsrc && index == lastIndex) {
                forgetLastNonce();
            }
            lastSsrc = ssrc;
            lastIndex = index;
            setNonce(ssrc, index);
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(associated, associatedOffset, associatedLength);
            cipher.doFinal(buffer, offset, length, buffer, offset);
        } catch (GeneralSecurityException unexpected) {
            throw new IllegalStateException("AES-GCM refuses a packet of " + length + " bytes", unexpected);
        }
    }

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
        try {
            setNonce(ssrc, index);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(associated, associatedOffset, associatedLength);
            cipher.doFinal(buffer, offset, length, buffer, offset);
            return true;
        } catch (AEADBadTagException forged) {
            return false;
        } catch (GeneralSecurityException unexpected) {
            throw new IllegalStateException("AES-GCM refuses a packet of " + length + " bytes", unexpected);
        }
    }

    /**
     * The platform refuses the nonce of the packet before, which is what repeating that packet takes. The nonce set in between
     * is none of RFC 7714, whose first two bytes are the salt's, and encrypts nothing.
     */
    private void forgetLastNonce() throws GeneralSecurityException {
        BigEndian.write32(nonce, 0, ~saltHead);
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
    }

    private void setNonce(int ssrc, long index) {
        // Two bytes of zero, the SSRC, the 48-bit index; all of it mixed with the salt.
        BigEndian.write32(nonce, 0, saltHead ^ (ssrc >>> 16));
        BigEndian.write32(nonce, 4, saltMiddle ^ (ssrc << 16 | (int) (index >>> 32)));
        BigEndian.write32(nonce, 8, saltTail ^ (int) index);
    }
}
