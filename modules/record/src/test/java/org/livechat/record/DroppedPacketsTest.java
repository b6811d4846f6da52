package org.livechat.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.api.FloorIndicator;
import org.livechat.api.recording.BurstTape;
import org.livechat.api.recording.Recorder;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;

/** Packets that find no room are told of as it begins, and not each time. */
@Timeout(60)
class DroppedPacketsTest {
    private static final byte[] FRAME = {(byte) (31 << 3), (byte) 0xFF, (byte) 0xFE};
    private static final int RING = 1024;
    /** With what is about it, a frame takes 32 bytes. */
    private static final int FIT = RING / 32;

    private static final int TOO_MANY = 7;

    @TempDir
    Path data;

    private final List<String> traced = new CopyOnWriteArrayList<>();
    private final TraceSink trace = new TraceSink() {
        @Override
        public boolean isActive() {
            return true;
        }

        @Override
        public void publish(TraceEvent event) {
            traced.add(event.operation());
        }
    };

    @Test
    void a_full_ring_is_told_of_once() {
        var settings = new RecorderSettings(RING, Duration.ofDays(1), 1, 1, Duration.ofDays(1));
        var store = new StuckStore();
        store.worksAgain();
        var recorder = new OggRecorder(data.resolve("recordings"), settings, store.store(), trace);
        try {
            BurstTape tape = recorder.begin(new Recorder.Talk("CH_0001", "ann", FloorIndicator.NORMAL));
            // Nobody takes anything out of it yet.
            send(tape, FIT + TOO_MANY);
            recorder.start();
            Workshop.await(() -> traced.contains("RECORDER_DROPS"));
            assertThat(figure(recorder, "recorder.dropped")).isEqualTo(TOO_MANY);

            for (int dropped = TOO_MANY; dropped < 5 * TOO_MANY; dropped = (int) figure(recorder, "recorder.dropped")) {
                send(tape, FIT);
            }
            tape.end();
            Workshop.await(() -> figure(recorder, "recorder.bursts") == 0);
            assertThat(traced).containsOnlyOnce("RECORDER_DROPS");
            assertThat(recorder.problem()).isEmpty();
        } finally {
            recorder.close();
        }
    }

    private static void send(BurstTape tape, int packets) {
        for (int i = 0; i < packets; i++) {
            tape.packet("opus", 7, i & 0xFFFF, i * Workshop.FRAME, FRAME, 0, FRAME.length, System.nanoTime());
        }
    }

    private static double figure(OggRecorder recorder, String name) {
        return recorder.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value()
                .getAsDouble();
    }
}
