package org.livechat.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.livechat.api.FloorIndicator;
import org.livechat.api.recording.Recorder;

class TapeTest {
    private static final int RING = 64 * 1024;
    /** With 28 bytes about it a packet of 100 takes 128. */
    private static final int FIT = RING / 128;

    private final PacketRing ring = new PacketRing(RING);
    private final LongAdder dropped = new LongAdder();
    private final Tape tape = new Tape(1, new Recorder.Talk("CH_0001", "ann", FloorIndicator.NORMAL), ring, dropped);

    @Test
    void what_finds_no_room_in_the_ring_is_dropped_and_counted() {
        for (int i = 0; i < FIT + 77; i++) {
            packet("opus", i);
        }
        assertThat(dropped.sum()).isEqualTo(77);
        assertThat(drain()).isEqualTo(FIT);
        packet("opus", 0);
        assertThat(dropped.sum()).isEqualTo(77);
        assertThat(drain()).isEqualTo(1);
        assertThat(tape.takeMissing()).isEqualTo(77);
        assertThat(tape.takeMissing()).as("told of").isZero();
    }

    @Test
    void another_codec_takes_no_room() {
        packet("PCMU", 1);
        packet("G722", 2);
        assertThat(drain()).isZero();
        assertThat(tape.otherCodec()).isEqualTo("PCMU");
    }

    @Test
    void it_ends_when_it_is_told() {
        long now = System.nanoTime();
        assertThat(tape.endedBefore(now, 0)).isFalse();
        tape.end();
        assertThat(tape.endedBefore(System.nanoTime(), 0)).isTrue();
        assertThat(tape.endedBefore(now, 1)).isFalse();
    }

    private void packet(String codec, int sequence) {
        tape.packet(codec, 1, sequence, 960 * sequence, new byte[100], 0, 100, 0);
    }

    private int drain() {
        return ring.drain((number, arrived, ssrc, sequence, timestamp, from, at, length) -> {}, 10 * FIT);
    }
}
