package org.livechat.media.worker;

import org.livechat.api.transport.PeerAddress;
import org.livechat.media.inbound.InboundPacket;
import org.livechat.media.inbox.HandedPacket;
import org.livechat.media.inbox.Inbox;
import org.livechat.media.relay.FanOut;
import org.livechat.media.relay.PacketRun;

/**
 * Takes what was handed over: what came over TCP, datagrams of other workers as if they had come here, decrypted packets for this
 * worker's own listeners. Owned by one worker.
 */
final class Intake {
    private final Inbox inbox;
    private final Demultiplexer datagrams;
    private final FanOut fanOut;
    private final PacketRun run = new PacketRun();

    Intake(Inbox inbox, Demultiplexer datagrams, FanOut fanOut) {
        this.inbox = inbox;
        this.datagrams = datagrams;
        this.fanOut = fanOut;
    }

    /** Deals with what is there; returns how much that was. What was taken is the reader's until {@link #release}. */
    int take(int most, long nowNanos) {
        int count = 0;
        while (count < most && inbox.hasNext()) {
            HandedPacket handed = inbox.next();
            PeerAddress from = handed.from();
            if (from == null) {
                add(handed, nowNanos);
            } else {
                datagrams.dispatch(handed.buffer(), 0, handed.length(), from);
            }
            count++;
        }
        forward(nowNanos);
        return count;
    }

    /** Gives back the places of what was taken. */
    void release() {
        inbox.release();
    }

    private void add(HandedPacket handed, long nowNanos) {
        InboundPacket packet = handed.packet();
        if (run.takes(packet.stream(), handed.picture())) {
            run.add(packet);
        } else {
            forward(nowNanos);
            run.begin(packet, handed.picture());
        }
    }

    private void forward(long nowNanos) {
        if (run.size() > 0) {
            fanOut.forward(run, nowNanos);
            run.clear();
        }
    }
}
