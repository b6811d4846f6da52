package org.livechat.plugin.tracejsonl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Real files, virtual time. */
class LineWriterTest {
    private static final Duration FLUSH = Duration.ofSeconds(2);
    private static final int FILE_BYTES = 64 * 1024;
    private static final int RING = 100;

    @TempDir
    private Path temporary;

    private final EventRing ring = new EventRing(RING);
    private Path folder;
    private boolean isDiskFull;
    private Instant time = Instant.parse("2026-11-28T16:30:44Z");
    private TraceFiles files;
    private LineWriter writer;

    @BeforeEach
    void begin() {
        folder = temporary.resolve("trace");
        files = new TraceFiles(folder, FILE_BYTES, 3, () -> time, this::make);
        writer = new LineWriter(ring, files, FLUSH, () -> time);
    }

    private FileChannel make(Path file) throws IOException {
        FileChannel made = FileNames.make(file);
        if (!isDiskFull) {
            return made;
        }
        made.close();
        return FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE);
    }

    private long step(long seconds) {
        time = Instant.parse("2026-11-28T16:30:44Z").plusSeconds(seconds);
        long rest = writer.step(TimeUnit.SECONDS.toNanos(seconds));
        return rest == LineWriter.NOTHING ? rest : TimeUnit.NANOSECONDS.toSeconds(rest);
    }

    @Test
    void few_events_wait_for_others_until_the_flush_is_due() throws IOException {
        files.open();
        assertThat(step(0)).isEqualTo(LineWriter.NOTHING);
        ring.offer(Events.numbered(0));
        assertThat(step(10)).isEqualTo(2);
        ring.offer(Events.numbered(1));
        assertThat(step(11)).isEqualTo(1);
        assertThat(Events.lines(folder)).isEmpty();
        assertThat(step(12)).isEqualTo(LineWriter.NOTHING);
        assertThat(Events.summaries(folder)).containsExactly("number 0", "number 1");
        assertThat(writer.written()).isEqualTo(2);
        assertThat(writer.bytes()).isEqualTo(Files.size(Events.files(folder).getFirst()));
    }

    @Test
    void many_events_are_written_at_once() throws IOException {
        files.open();
        String longText = "x".repeat(1000);
        for (int number = 0; number < 50; number++) {
            ring.offer(Events.of("ann", "CH_0001", longText));
        }
        step(0);
        assertThat(Events.lines(folder)).hasSizeGreaterThan(20);
    }

    @Test
    void what_found_no_room_is_told_where_it_is_missing() throws IOException {
        files.open();
        for (int number = 0; number < RING + 7; number++) {
            ring.offer(Events.numbered(number));
        }
        step(0);
        ring.offer(Events.numbered(1000));
        step(5);
        List<JsonNode> lines = Events.lines(folder);
        assertThat(lines).hasSize(RING + 2);
        assertThat(lines.get(RING - 1).path("summary").asString()).isEqualTo("number 99");
        assertThat(lines.get(RING).path("lost").asInt()).isEqualTo(7);
        assertThat(lines.get(RING).path("op_name").asString()).isEqualTo("TRACE_LOST");
        assertThat(lines.get(RING + 1).path("summary").asString()).isEqualTo("number 1000");
        assertThat(writer.written()).isEqualTo(RING + 1);
    }

    @Test
    void a_full_disk_loses_nothing_that_the_ring_can_hold_and_writing_goes_on_when_there_is_room() throws IOException {
        isDiskFull = true;
        files.open();
        ring.offer(Events.numbered(0));
        step(0);
        assertThat(step(2)).isEqualTo(1);
        assertThat(writer.isHeldUp()).isTrue();
        for (int number = 1; number < RING + 10; number++) {
            ring.offer(Events.numbered(number));
        }
        for (int second = 3; second < 200; second++) {
            assertThat(step(second)).isEqualTo(1);
        }
        assertThat(writer.failures()).isEqualTo(198);
        isDiskFull = false;
        // What is open is /dev/full for ever; somebody who makes room by deleting the file makes the next one a real
        // one.
        assertThat(Events.files(folder)).hasSize(1);
        Files.delete(Events.files(folder).getFirst());
        step(200);
        step(202);
        assertThat(writer.isHeldUp()).isFalse();
        List<JsonNode> lines = Events.lines(folder);
        assertThat(lines.getFirst().path("summary").asString()).isEqualTo("number 0");
        assertThat(lines.getLast().path("lost").asInt()).isEqualTo(9);
        assertThat(writer.written() + ring.lost()).isEqualTo(RING + 10);
    }

    @Test
    void a_folder_that_is_gone_is_made_again() throws IOException {
        files.open();
        ring.offer(Events.numbered(0));
        step(0);
        step(2);
        Files.delete(Events.files(folder).getFirst());
        Files.delete(folder);
        ring.offer(Events.numbered(1));
        step(3);
        step(5);
        assertThat(writer.failures()).isZero();
        assertThat(Events.summaries(folder)).containsExactly("number 1");
    }

    @Test
    void a_folder_that_cannot_be_made_again_is_waited_for() throws IOException {
        files.open();
        Files.delete(Events.files(folder).getFirst());
        Files.delete(folder);
        Files.writeString(folder, "in the way");
        ring.offer(Events.numbered(0));
        step(0);
        assertThat(step(2)).isEqualTo(1);
        assertThat(step(3)).isEqualTo(1);
        assertThat(writer.failures()).isEqualTo(2);
        assertThat(folder).hasContent("in the way");
        Files.delete(folder);
        step(4);
        assertThat(Events.summaries(folder)).containsExactly("number 0");
    }

    @Test
    void what_is_left_at_the_end_is_written() throws IOException {
        files.open();
        for (int number = 0; number < RING; number++) {
            ring.offer(Events.numbered(number));
        }
        writer.finish(0);
        assertThat(Events.lines(folder)).hasSize(RING);
    }
}
