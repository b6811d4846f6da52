package org.livechat.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.livechat.rtc.rtp.PacketKind;
import org.livechat.rtc.rtp.RtpPacket;

/**
 * A network between one peer and the server that brings the peer's SRTP and SRTCP again, or holds its SRTP back. The server sees all of
 * it come from the peer's one address. Any thread.
 */
final class ReplayingPath implements AutoCloseable {

    private final PeerPath path;

    // Guarded by this.
    private final List<byte[]> rtp = new ArrayList<>();
    private final List<byte[]> rtcp = new ArrayList<>();
    private int[] replays = {};
    private long replayed;
    private boolean holds;
    private final List<byte[]> held = new ArrayList<>();

    /** @param answer the server's, which says where it is */
    ReplayingPath(String answer) throws IOException {
        path = new PeerPath(answer);
        path.start(this::fromPeer);
    }

    /** Leads the answer's candidates over this path. */
    String lead(String answer) {
        return path.lead(answer);
    }

    /** From now on each packet is followed by those of now on that went so many of its kind before it; 0 is itself. */
    synchronized void replay(int... packetsBefore) {
        rtp.clear();
        rtcp.clear();
        replays = packetsBefore.clone();
    }

    /** How many packets came again. */
    synchronized long replayed() {
        return replayed;
    }

    /** The sequence number of the peer's last SRTP packet. */
    synchronized int lastSequenceNumber() {
        byte[] last = rtp.getLast();
        return RtpPacket.sequenceNumber(last, 0);
    }

    /** SRTP stays here from now on. */
    synchronized void hold() {
        holds = true;
    }

    /** How many packets are here. */
    synchronized int held() {
        return held.size();
    }

    /** SRTP goes through again, but for that which was held. */
    synchronized void holdNoMore() {
        holds = false;
    }

    /** Lets go what was held, the latest first. */
    synchronized void release() throws IOException {
        for (byte[] packet : held.reversed()) {
            path.toServer(packet);
        }
        held.clear();
    }

    /** Brings the latest SRTP packets again, the oldest of them first. */
    synchronized void replayLatest(int packets) throws IOException {
        for (byte[] packet : rtp.subList(rtp.size() - packets, rtp.size())) {
            path.toServer(packet);
            replayed++;
        }
    }

    private synchronized void fromPeer(byte[] packet) throws IOException {
        switch (PacketKind.of(packet, 0, packet.length)) {
            case RTP -> {
                if (holds) {
                    rtp.add(packet);
                    held.add(packet);
                } else {
                    pass(packet, rtp);
                }
            }
            case RTCP -> pass(packet, rtcp);
            case STUN, DTLS, UNKNOWN -> path.toServer(packet);
        }
    }

    private void pass(byte[] packet, List<byte[]> sent) throws IOException {
        sent.add(packet);
        path.toServer(packet);
        for (int before : replays) {
            if (sent.size() > before) {
                path.toServer(sent.get(sent.size() - 1 - before));
                replayed++;
            }
        }
    }

    @Override
    public void close() {
        path.close();
    }
}
