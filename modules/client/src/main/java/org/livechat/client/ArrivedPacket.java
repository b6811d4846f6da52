package org.livechat.client;

import org.jspecify.annotations.Nullable;
import org.livechat.rtc.rtp.RtpPacket;
import org.livechat.rtc.srtp.SrtpReceiver;

/** An SRTP packet as it came from the network: its header can be read, {@link #open} authenticates and decrypts. Reused. */
public final class ArrivedPacket {
    private final byte[] buffer;
    private @Nullable SrtpReceiver cipher;
    private int length;
    private long nanos;

    ArrivedPacket(byte[] buffer) {
        this.buffer = buffer;
    }

    ArrivedPacket take(SrtpReceiver newCipher, int newLength, long nowNanos) {
        cipher = newCipher;
        length = newLength;
        nanos = nowNanos;
        return this;
    }

    /** When it was read from the socket, in terms of {@link System#nanoTime}. */
    public long nanos() {
        return nanos;
    }

    /** Bytes of the whole datagram. */
    public int length() {
        return length;
    }

    public boolean marker() {
        return RtpPacket.marker(buffer, 0);
    }

    /** 0 to 65535. */
    public int sequenceNumber() {
        return RtpPacket.sequenceNumber(buffer, 0);
    }

    /** Unsigned 32 bits. */
    public long ssrc() {
        return RtpPacket.unsignedSsrc(buffer, 0);
    }

    /** The bytes; the header is clear, the rest is after {@link #open}. */
    public byte[] buffer() {
        return buffer;
    }

    /**
     * Authenticates and decrypts in place. To be called once at most.
     *
     * @return where the payload begins, or -1 if the packet is not authentic, was seen before, or has no payload
     */
    public int open() {
        var clear = cipher == null ? -1 : cipher.unprotect(buffer, 0, length);
        if (clear < 0 || RtpPacket.payloadLength(buffer, 0, clear) <= 0) {
            return -1;
        }
        return RtpPacket.headerLength(buffer, 0, clear);
    }
}
