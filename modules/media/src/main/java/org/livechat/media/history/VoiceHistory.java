package org.livechat.media.history;

import org.jspecify.annotations.Nullable;
import org.livechat.media.format.Format;
import org.livechat.media.inbound.InboundPacket;
import org.livechat.rtc.loss.RedundancyHistory;

/** The latest payloads of one inbound voice, all of one format. Owned by one worker. */
final class VoiceHistory {
    private final RedundancyHistory payloads = new RedundancyHistory();
    private @Nullable Format format;
    private long wantedNanos;

    VoiceHistory() {}

    void keep(InboundPacket packet) {
        if (packet.format() != format) {
            payloads.clear();
            format = packet.format();
        }
        payloads.remember(packet.timestamp(), packet.buffer(), packet.payloadOffset(), packet.payloadLength());
    }

    /** Writes a packet's payload after up to so many older ones; returns its length, or 0 if there is none to carry. */
    int write(InboundPacket packet, int firstTicks, int mostOlder, int payloadType, byte[] target, long nowNanos) {
        wantedNanos = nowNanos;
        int room = target.length - packet.payloadLength();
        if (packet.format() != format || payloads.select(packet.timestamp(), firstTicks, mostOlder, room) == 0) {
            return 0;
        }
        return payloads.write(target, 0, payloadType, packet.buffer(), packet.payloadOffset(), packet.payloadLength());
    }

    /** When a listener wanted something of it last. */
    long wantedNanos() {
        return wantedNanos;
    }
}
