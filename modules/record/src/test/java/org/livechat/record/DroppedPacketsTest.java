package org.livechat.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.api.FloorIndicator;
import org.livechat.api.recording.BurstTape;
import org.livechat.api.recording.Recorder;
import org.livechat.api.store.StoredRecording;
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

    private static final Recorder.Talk ANN = new Recorder.Talk("CH_0001", "ann", FloorIndicator.NORMAL);
    private static final Recorder.Talk BEN = new Recorder.Talk("CH_0001", "ben", FloorIndicator.NORMAL);

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
            BurstTape tape = recorder.begin(ANN);
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
            Workshop.await(() -> !store.recorded().isEmpty());
            assertThat(store.recorded())
                    .extracting(StoredRecording::note)
                    .containsExactly("%d packets are missing: more came than the disk took"
                            .formatted((int) figure(recorder, "recorder.dropped")));
            assertThat(store.recorded().getFirst().file()).isNotEmpty();
        } finally {
            recorder.close();
        }
    }

    @Test
    void a_burst_of_which_nothing_found_room_has_a_row_too() {
        var settings = new RecorderSettings(RING, Duration.ofDays(1), 1, 1, Duration.ofDays(1));
        var store = new StuckStore();
        store.worksAgain();
        var recorder = new OggRecorder(data.resolve("recordings"), settings, store.store(), trace);
        try {
            BurstTape first = recorder.begin(ANN);
            BurstTape second = recorder.begin(BEN);
            send(first, FIT);
            send(second, 1);
            first.end();
            second.end();
            recorder.start();
            Workshop.await(() -> store.recorded().size() == 2);
            assertThat(store.recorded())
                    .extracting(StoredRecording::userId, StoredRecording::note)
                    .containsExactlyInAnyOrder(
                            tuple("ann", ""), tuple("ben", "1 packet is missing: more came than the disk took"));
        } finally {
            recorder.close();
        }
    }

    @Test
    void one_that_is_cut_off_too_says_both() throws Exception {
        Path file = data.resolve("20260101-000000000-0011223344556677" + RecordingIds.UNFINISHED);
        try (var ogg = new OggOpusFile(file, 7, false, Map.of(Recording.STARTED, "1"))) {
            ogg.write(FRAME, 0, FRAME.length, Workshop.FRAME);
            ogg.flush();
        }
        var store = new StuckStore();
        store.worksAgain();
        var wait = new DiskWait("the disk waits", 2, System::nanoTime);
        new Finisher(data, store.store(), new Alarm(trace), wait)
                .finish(new EndedFile(file, Optional.of(ANN), Optional.empty(), 27));
        assertThat(store.recorded().getFirst().note())
                .isEqualTo("cut off: it could not be written on; 27 packets are missing: more came than the disk took");
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
