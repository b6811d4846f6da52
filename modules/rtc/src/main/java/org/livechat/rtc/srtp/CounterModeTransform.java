package org.livechat.rtc.srtp;

import org.livechat.rtc.bytes.BigEndian;

/** AES_CM_128_HMAC_SHA1_80 (RFC 3711 4.1.1 and 4.2.1); allocates nothing a packet. */
final class CounterModeTransform implements Transform {
    private static final int TAG_LENGTH = SrtpProfile.AES_CM_128_HMAC_SHA1_80.tagBytes();
    private static final int INDEX_LENGTH = SrtpProfile.RTCP_INDEX_BYTES;
    private static final int ROLLOVER_LENGTH = 4;

    private final SrtpWorkspace workspace;
    private final CounterMode rtpCipher;
    private final HmacSha1 rtpAuthentication;
    private final CounterMode rtcpCipher;
    private final HmacSha1 rtcpAuthentication;

    CounterModeTransform(KeyDerivation keys, SrtpWorkspace workspace) {
        this.workspace = workspace;
        rtpCipher = new CounterMode(keys.rtpKey(), keys.rtpSalt());
        rtpAuthentication = new HmacSha1(keys.rtpAuthenticationKey());
        rtcpCipher = new CounterMode(keys.rtcpKey(), keys.rtcpSalt());
        rtcpAuthentication = new HmacSha1(keys.rtcpAuthenticationKey());
    }

    @Override
    public long touch() {
        return rtpCipher.touch() + rtpAuthentication.touch();
    }

    @Override
    public void protectRtp(byte[] buffer, int offset, int length, int headerLength, int ssrc, long index) {
        rtpCipher.apply(workspace, ssrc, index, buffer, offset + headerLength, length - headerLength);
        int end = offset + length;
        // The rollover counter is authenticated as if it followed the packet (RFC 3711 4.2): put it where the tag will
        // be.
        BigEndian.write32(buffer, end, (int) (index >>> 16));
        rtpAuthentication.compute(workspace, buffer, offset, length + ROLLOVER_LENGTH);
        writeTag(buffer, end);
    }

    @Override
    public int unprotectRtp(byte[] buffer, int offset, int length, int headerLength, int ssrc, long index) {
        int clearLength = length - TAG_LENGTH;
        int end = offset + clearLength;
        long tagHead = BigEndian.read64(buffer, end);
        int tagTail = BigEndian.read16(buffer, end + 8);
        BigEndian.write32(buffer, end, (int) (index >>> 16));
        rtpAuthentication.compute(workspace, buffer, offset, clearLength + ROLLOVER_LENGTH);
        if (!tagMatches(tagHead, tagTail)) {
            return SrtpReject.AUTHENTICATION_FAILED.code();
        }
        rtpCipher.apply(workspace, ssrc, index, buffer, offset + headerLength, clearLength - headerLength);
        return clearLength;
    }

    @Override
    public void protectRtcp(byte[] buffer, int offset, int length, int ssrc, int index) {
        rtcpCipher.apply(workspace, ssrc, index, buffer, offset + RTCP_CLEAR_LENGTH, length - RTCP_CLEAR_LENGTH);
        BigEndian.write32(buffer, offset + length, index | ENCRYPTED_BIT);
        rtcpAuthentication.compute(workspace, buffer, offset, length + INDEX_LENGTH);
        writeTag(buffer, offset + length + INDEX_LENGTH);
    }

    @Override
    public int unprotectRtcp(byte[] buffer, int offset, int length, int ssrc, int index) {
        int tag = offset + length - TAG_LENGTH;
        rtcpAuthentication.compute(workspace, buffer, offset, length - TAG_LENGTH);
        if (!tagMatches(BigEndian.read64(buffer, tag), BigEndian.read16(buffer, tag + 8))) {
            return SrtpReject.AUTHENTICATION_FAILED.code();
        }
        int clearLength = length - TAG_LENGTH - INDEX_LENGTH;
        rtcpCipher.apply(workspace, ssrc, index, buffer, offset + RTCP_CLEAR_LENGTH, clearLength - RTCP_CLEAR_LENGTH);
        return clearLength;
    }

    @Override
    public int rtcpIndexPosition(int length) {
        return length - TAG_LENGTH - INDEX_LENGTH;
    }

    private void writeTag(byte[] buffer, int position) {
        BigEndian.write64(buffer, position, BigEndian.read64(workspace.digestOutput, 0));
        BigEndian.write16(buffer, position + 8, BigEndian.read16(workspace.digestOutput, 8));
    }

    /** Compares the ten bytes in constant time. */
    private boolean tagMatches(long head, int tail) {
        return ((head ^ BigEndian.read64(workspace.digestOutput, 0))
                        | (tail ^ BigEndian.read16(workspace.digestOutput, 8)))
                == 0;
    }
}
