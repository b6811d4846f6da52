package org.livechat.tools.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livechat.client.ArrivedPacket;

/**
 * What one receiver makes of its packets. It knows a packet by its sequence number, once it has opened one and seen which
 * packet of the source that number stands for; it opens only samples.
 */
final class Reception {
    private final Tally tally;
    private final Map<Long, Stream> streams = new HashMap<>();

    Reception(Tally tally) {
        this.tally = tally;
    }

    void received(ArrivedPacket packet) {
        Stream stream = streams.get(packet.ssrc());
        if (stream == null) {
            stream = new Stream();
            streams.put(packet.ssrc(), stream);
        }
        stream.received(packet);
    }

    private final class Stream {
        private static final int WINDOW = 1024;

        private @Nullable Source source;
        private final long[] seen = new long[WINDOW / Long.SIZE];
        private long highest;
        private int highestSequence;

        void received(ArrivedPacket packet) {
            Source known = source;
            // a new burst may be numbered anew; the server marks its first packet
            if (known == null || (!known.isVideo() && packet.marker())) {
                learn(packet);
                return;
            }
            if (packet.length() < known.payloadBytes()) {
                // silence that the server adds to the end of a burst
                return;
            }
            long number = number(packet);
            if (number % Tally.SAMPLE == 0) {
                learn(packet);
            } else {
                count(known, number, packet.sequenceNumber());
            }
        }

        private void learn(ArrivedPacket packet) {
            int payload = open(packet);
            if (payload < 0) {
                return;
            }
            Source said = tally.source(Stamp.source(packet.buffer(), payload));
            long number = Stamp.number(packet.buffer(), payload);
            if (source != said || number(packet) != number) {
                source = said;
                highest = number - 1;
                Arrays.fill(seen, 0);
            }
            tally.opened(said, number, Stamp.nanos(packet.buffer(), payload), packet.nanos());
            count(said, number, packet.sequenceNumber());
        }

        private long number(ArrivedPacket packet) {
            return highest + (short) (packet.sequenceNumber() - highestSequence);
        }

        private int open(ArrivedPacket packet) {
            int payload = packet.open();
            if (payload >= 0 && Stamp.isAt(packet.buffer(), payload, packet.length())) {
                return payload;
            }
            if (payload < 0) {
                tally.refused();
            }
            return -1;
        }

        private void count(Source of, long number, int sequence) {
            if (number > highest) {
                for (long skipped = Math.max(highest + 1, number - WINDOW + 1); skipped < number; skipped++) {
                    seen[word(skipped)] &= ~(1L << skipped);
                }
                highest = number;
                highestSequence = sequence;
            } else if (highest - number >= WINDOW || number < 0 || (seen[word(number)] & (1L << number)) != 0) {
                tally.duplicated();
                return;
            } else {
                tally.reordered();
            }
            seen[word(number)] |= 1L << number;
            if (of.isMeasured(number)) {
                tally.delivered();
            }
        }

        private static int word(long number) {
            return (int) (number % WINDOW) / Long.SIZE;
        }
    }
}
