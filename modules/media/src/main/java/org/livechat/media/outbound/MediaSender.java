package org.livechat.media.outbound;

import java.util.Arrays;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.PeerAddress;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.format.PacketExtensions;
import org.livechat.media.history.SentHistory;
import org.livechat.media.peer.Peer;
import org.livechat.media.tcp.FrameSender;
import org.livechat.rtc.rtp.Retransmission;
import org.livechat.rtc.rtp.RtpPacket;
import org.livechat.rtc.srtp.SrtpSender;

/** The way out of a worker: writes a packet into the port's slot, protects it there and commits it. One copy a listener. */
public final class MediaSender {
    private static final int EXTENSION_BIT = 0x10;
    private static final int PADDING_BIT = 0x20;

    private final DatagramPort port;
    private final FrameSender frames;
    private final MediaCounters counters;
    private int headerLength;

    /** One that reaches no client over TCP. */
    public MediaSender(DatagramPort port, MediaCounters counters) {
        this(port, FrameSender.none(), counters);
    }

    /**
     * @param port the way to clients that are reached by datagrams
     * @param frames the way to those that are reached over TCP
     */
    public MediaSender(DatagramPort port, FrameSender frames, MediaCounters counters) {
        this.port = port;
        this.frames = frames;
        this.counters = counters;
    }

    public MediaCounters counters() {
        return counters;
    }

    /** Begins an RTP packet with its header; {@link #send} or {@link #sendAgain} ends it. */
    void begin(
            OutgoingStream stream,
            int ssrc,
            boolean marker,
            int payloadType,
            int sequence,
            int timestamp,
            PacketExtensions extensions,
            int transportSequence) {
        byte[] out = port.slotBuffer();
        int start = port.slotOffset();
        int fixed = RtpPacket.writeHeader(out, start, marker, payloadType, sequence, timestamp, ssrc);
        int block = extensions.write(
                out, start + fixed, stream.section().sentExtensionIds(), stream.midToTell(), transportSequence);
        if (block > 0) {
            out[start] |= EXTENSION_BIT;
        }
        headerLength = fixed + block;
    }

    /** Sends the packet just begun; false when its owner cannot be sent to yet or its cipher refused. */
    boolean send(OutgoingStream stream, byte[] payload, int offset, int length, long nowNanos) {
        byte[] out = port.slotBuffer();
        int at = port.slotOffset() + headerLength;
        System.arraycopy(payload, offset, out, at, length);
        stream.continueNumbers(out, at, length);
        SrtpSender cipher = stream.owner().srtpSender();
        PeerAddress destination = stream.owner().address();
        if (cipher == null || destination == null) {
            return false;
        }
        int protectedLength = cipher.protect(out, port.slotOffset(), headerLength + length);
        stream.goesOut(out, port.slotOffset(), protectedLength, nowNanos);
        return commit(protectedLength, stream.isPicture(), destination);
    }

    /** The same for a packet that is sent again in a stream of its own (RFC 4588 4). */
    boolean sendAgain(OutgoingStream stream, int originalSequence, byte[] payload, int offset, int length) {
        byte[] out = port.slotBuffer();
        int at = port.slotOffset() + headerLength;
        int written = Retransmission.write(out, at, originalSequence, payload, offset, length);
        stream.continueNumbers(out, at + Retransmission.HEADER_LENGTH, length);
        SrtpSender cipher = stream.owner().srtpSender();
        PeerAddress destination = stream.owner().address();
        return cipher != null
                && destination != null
                && commit(
                        cipher.protect(out, port.slotOffset(), headerLength + written),
                        stream.isPicture(),
                        destination);
    }

    /** Ends the packet just begun with so many bytes of padding, 1 to 255, and nothing before them (RFC 3550 5.1). */
    boolean sendPadding(OutgoingStream stream, int bytes) {
        byte[] out = port.slotBuffer();
        int start = port.slotOffset();
        int end = start + headerLength + bytes;
        Arrays.fill(out, start + headerLength, end - 1, (byte) 0);
        out[end - 1] = (byte) bytes;
        out[start] |= PADDING_BIT;
        SrtpSender cipher = stream.owner().srtpSender();
        PeerAddress destination = stream.owner().address();
        return cipher != null
                && destination != null
                && commit(cipher.protect(out, start, headerLength + bytes), stream.isPicture(), destination);
    }

    /** Sends a packet once more, just as it was; it has to be kept. */
    boolean repeat(OutgoingStream stream, SentHistory sent, int sequence) {
        PeerAddress destination = stream.owner().address();
        return destination != null
                && commit(sent.copy(sequence, port.slotBuffer(), port.slotOffset()), stream.isPicture(), destination);
    }

    /** The buffer to write an RTCP datagram into, from {@link #rtcpOffset} on. */
    public byte[] rtcpBuffer() {
        return port.slotBuffer();
    }

    public int rtcpOffset() {
        return port.slotOffset();
    }

    /** Protects and sends what was written to {@link #rtcpBuffer}. */
    public boolean sendRtcp(Peer to, int length) {
        SrtpSender cipher = to.srtpSender();
        PeerAddress destination = to.address();
        if (cipher == null || destination == null) {
            return false;
        }
        return commit(cipher.protectRtcp(port.slotBuffer(), port.slotOffset(), length), false, destination);
    }

    /** Sends bytes as they are: STUN and DTLS. */
    public void sendPlain(byte[] bytes, int offset, int length, PeerAddress destination) {
        System.arraycopy(bytes, offset, port.slotBuffer(), port.slotOffset(), length);
        commit(length, false, destination);
    }

    /** Whether what is sent to an address goes anywhere: a connection that it is the other end of has not ended. */
    public boolean reaches(PeerAddress address) {
        return address.stream() == PeerAddress.NO_STREAM || frames.isOpen(address);
    }

    private boolean commit(int length, boolean picture, PeerAddress destination) {
        if (length < 0) {
            counters.increment(MediaCounters.Count.DROPPED_NOT_PROTECTED);
            return false;
        }
        if (destination.stream() == PeerAddress.NO_STREAM) {
            port.commit(length, destination);
        } else {
            frames.send(port.slotBuffer(), port.slotOffset(), length, picture, destination);
        }
        counters.increment(MediaCounters.Count.PACKETS_OUT);
        counters.add(MediaCounters.Count.BYTES_OUT, length);
        return true;
    }
}
