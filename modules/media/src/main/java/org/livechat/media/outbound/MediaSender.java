package org.livechat.media.outbound;

import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.PeerAddress;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.format.PacketExtensions;
import org.livechat.media.peer.Peer;
import org.livechat.rtc.rtp.RtpPacket;
import org.livechat.rtc.srtp.SrtpSender;

/** The way out of a worker: writes a packet into the port's slot, protects it there and commits it. One copy a listener. */
public final class MediaSender {
    private static final int EXTENSION_BIT = 0x10;

    private final DatagramPort port;
    private final MediaCounters counters;

    public MediaSender(DatagramPort port, MediaCounters counters) {
        this.port = port;
        this.counters = counters;
    }

    public MediaCounters counters() {
        return counters;
    }

    /** Sends one packet of a slot; false when its owner cannot be sent to yet or its cipher refused. */
    boolean sendRtp(
            Slot slot,
            boolean marker,
            int payloadType,
            int sequence,
            int timestamp,
            PacketExtensions extensions,
            byte[] payload,
            int payloadOffset,
            int payloadLength) {
        SrtpSender cipher = slot.owner().srtpSender();
        PeerAddress destination = slot.owner().address();
        if (cipher == null || destination == null) {
            return false;
        }
        byte[] out = port.slotBuffer();
        int start = port.slotOffset();
        int header = RtpPacket.writeHeader(out, start, marker, payloadType, sequence, timestamp, slot.ssrc());
        int block = extensions.write(out, start + header, slot.owner().numbers().extensionIds(), slot.midToTell());
        if (block > 0) {
            out[start] |= EXTENSION_BIT;
            header += block;
        }
        System.arraycopy(payload, payloadOffset, out, start + header, payloadLength);
        slot.continueNumbers(out, start + header, payloadLength);
        int length = cipher.protect(out, start, header + payloadLength);
        return commit(length, destination);
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
        return commit(cipher.protectRtcp(port.slotBuffer(), port.slotOffset(), length), destination);
    }

    /** Sends bytes as they are: STUN and DTLS. */
    public void sendPlain(byte[] bytes, int offset, int length, PeerAddress destination) {
        System.arraycopy(bytes, offset, port.slotBuffer(), port.slotOffset(), length);
        commit(length, destination);
    }

    private boolean commit(int length, PeerAddress destination) {
        if (length < 0) {
            counters.increment(MediaCounters.Count.DROPPED_NOT_PROTECTED);
            return false;
        }
        port.commit(length, destination);
        counters.increment(MediaCounters.Count.PACKETS_OUT);
        counters.add(MediaCounters.Count.BYTES_OUT, length);
        return true;
    }
}
