package org.livechat.rtc.srtp;

import org.livechat.rtc.bytes.BigEndian;

/** AEAD_AES_128_GCM (RFC 7714). */
final class GcmTransform implements Transform {
    private static final int TAG_LENGTH = SrtpProfile.AEAD_AES_128_GCM.tagBytes();
    private static final int INDEX_LENGTH = SrtpProfile.RTCP_INDEX_BYTES;

    private final GcmCipher rtpCipher;
    private final GcmCipher rtcpCipher;
    private final byte[] rtcpAssociated = new byte[RTCP_CLEAR_LENGTH + INDEX_LENGTH];

    GcmTransform(KeyDerivation keys, SrtpWorkspace workspace) {
        this(
                GcmCipher.of(keys.rtpKey(), keys.rtpSalt(), workspace),
                GcmCipher.of(keys.rtcpKey(), keys.rtcpSalt(), workspace));
    }

    GcmTransform(GcmCipher rtpCipher, GcmCipher rtcpCipher) {
        this.rtpCipher = rtpCipher;
        this.rtcpCipher = rtcpCipher;
    }

    @Override
    public long touch() {
        return rtpCipher.touch();
    }

    @Override
    public void protectRtp(byte[] buffer, int offset, int length, int headerLength, int ssrc, long index) {
        rtpCipher.encrypt(
                ssrc, index, buffer, offset, headerLength, buffer, offset + headerLength, length - headerLength);
    }

    @Override
    public int unprotectRtp(byte[] buffer, int offset, int length, int headerLength, int ssrc, long index) {
        boolean authentic = rtpCipher.decrypt(
                ssrc, index, buffer, offset, headerLength, buffer, offset + headerLength, length - headerLength);
        return authentic ? length - TAG_LENGTH : SrtpReject.AUTHENTICATION_FAILED.code();
    }

    @Override
    public void protectRtcp(byte[] buffer, int offset, int length, int ssrc, int index) {
        int word = index | ENCRYPTED_BIT;
        associate(buffer, offset, word);
        rtcpCipher.encrypt(
                ssrc,
                index,
                rtcpAssociated,
                0,
                rtcpAssociated.length,
                buffer,
                offset + RTCP_CLEAR_LENGTH,
                length - RTCP_CLEAR_LENGTH);
        BigEndian.write32(buffer, offset + length + TAG_LENGTH, word);
    }

    @Override
    public int unprotectRtcp(byte[] buffer, int offset, int length, int ssrc, int index) {
        associate(buffer, offset, index | ENCRYPTED_BIT);
        boolean authentic = rtcpCipher.decrypt(
                ssrc,
                index,
                rtcpAssociated,
                0,
                rtcpAssociated.length,
                buffer,
                offset + RTCP_CLEAR_LENGTH,
                length - RTCP_CLEAR_LENGTH - INDEX_LENGTH);
        return authentic ? length - TAG_LENGTH - INDEX_LENGTH : SrtpReject.AUTHENTICATION_FAILED.code();
    }

    @Override
    public int rtcpIndexPosition(int length) {
        return length - INDEX_LENGTH;
    }

    /** The associated data of an encrypted SRTCP packet: its clear part, then the word with the index (RFC 7714 9.2). */
    private void associate(byte[] buffer, int offset, int word) {
        System.arraycopy(buffer, offset, rtcpAssociated, 0, RTCP_CLEAR_LENGTH);
        BigEndian.write32(rtcpAssociated, RTCP_CLEAR_LENGTH, word);
    }
}
