package org.livechat.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.api.store.Change;
import org.livechat.api.store.Page;
import org.livechat.api.store.PageRequest;
import org.livechat.api.store.Receipt;
import org.livechat.api.store.StoredMessage;

/** A disk that fails is an alarm, says nothing false, and keeps nobody waiting. */
@Timeout(60)
class FailingDiskTest {
    private static final PageRequest LATEST = new PageRequest(OptionalLong.empty(), 100);

    @TempDir
    private Path folder;

    private final Traces traces = new Traces();

    @Test
    void a_damaged_file_is_left_alone_and_what_comes_goes_on_in_memory() throws Exception {
        Path file = Files.createDirectories(folder.resolve("store")).resolve("livechat.db");
        byte[] damaged = "no database ".repeat(1000).getBytes(StandardCharsets.UTF_8);
        Files.write(file, damaged);
        try (var store = started(Entries.SETTINGS)) {
            assertThat(store.problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("livechat.db"));
            for (int i = 0; i < 3; i++) {
                assertThat(store.keep(new Change.Posted(Entries.message("TEAM", i)))
                                .await())
                        .isFalse();
            }
            assertThat(store.messages("TEAM", new PageRequest(OptionalLong.empty(), 2)))
                    .isEqualTo(new Page<>(
                            List.of(Entries.message("TEAM", 2), Entries.message("TEAM", 1)),
                            store.messages("TEAM", new PageRequest(OptionalLong.empty(), 2))
                                    .before(),
                            false));
            assertThat(store.health().unkept.sum()).isEqualTo(3);
            assertThat(traces.operations()).containsExactly("STORE_FAILED");
        }
        assertThat(file).hasBinaryContent(damaged);
    }

    @Test
    void a_disk_that_is_full_is_an_alarm_until_it_has_room() throws Exception {
        try (var store = started(Entries.with(1_000_000, Duration.ofDays(30), 1))) {
            store.keep(new Change.ChannelMade(Entries.channel("TEAM", "0101"))).await();
            // What is no history takes all the room that the file may have.
            try (Connection other = open();
                    Statement statement = other.createStatement()) {
                statement.executeUpdate("CREATE TABLE other (filling BLOB)");
                statement.executeUpdate("PRAGMA max_page_count = 256");
                fill(statement);
            }
            Receipt first = store.keep(new Change.Muted("TEAM", "x".repeat(60_000)));
            assertThat(first.await()).isFalse();
            assertThat(store.problem())
                    .hasValueSatisfying(problem -> assertThat(problem).containsIgnoringCase("full"));
            assertThat(traces.operations()).containsExactly("STORE_FAILED");
            long before = System.nanoTime();
            assertThat(store.keep(new Change.Posted(Entries.message("TEAM", 1))).await())
                    .isFalse();
            assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(2));
            assertThat(store.messages("TEAM", LATEST).entries()).containsExactly(Entries.message("TEAM", 1));

            try (Connection other = open();
                    Statement statement = other.createStatement()) {
                statement.executeUpdate("DROP TABLE other");
            }
            while (store.problem().isPresent()) {
                Thread.sleep(20); // asks again
            }
            assertThat(traces.operations()).containsExactly("STORE_FAILED", "STORE_WORKS");
            assertThat(store.messages("TEAM", LATEST))
                    .isEqualTo(new Page<>(List.of(Entries.message("TEAM", 1)), OptionalLong.empty(), true));
            assertThat(store.keep(new Change.Muted("TEAM", "ben")).await()).isTrue();
        }
    }

    @Test
    void what_is_too_much_at_once_for_a_small_file_is_kept_in_parts() throws Exception {
        var small = Entries.with(1_000_000, Duration.ofDays(30), 1);
        try (var store = started(small)) {
            for (int i = 0; i < 100; i++) {
                assertThat(store.keep(new Change.Posted(longMessage(i))).await())
                        .isTrue();
            }
        }
        try (var store = new SqliteStore(folder, small, traces)) {
            store.remembered();
            List<Receipt> waiting = IntStream.range(100, 190)
                    .mapToObj(i -> store.keep(new Change.Posted(longMessage(i))))
                    .toList();
            store.start();
            assertThat(waiting).allMatch(Receipt::await);
            assertThat(store.problem()).isEmpty();
            assertThat(store.messages("TEAM", LATEST).entries()).first().isEqualTo(longMessage(189));
        }
        assertThat(traces.operations()).isEmpty();
    }

    private static StoredMessage longMessage(int number) {
        return new StoredMessage("TEAM", "m" + number, "ann", "x".repeat(4000), number);
    }

    @Test
    void a_disk_that_takes_nothing_keeps_nobody_waiting_for_longer_than_its_patience() throws Exception {
        var settings = Entries.with(10, Duration.ofDays(1), 64, 10_000, Duration.ofMillis(200));
        try (var store = started(settings)) {
            while (!store.keep(new Change.Muted("TEAM", "ann")).await()) {
                Thread.onSpinWait(); // a machine that is busy has no patience left for its first one
            }
            try (Connection other = open();
                    Statement statement = other.createStatement()) {
                statement.executeUpdate("BEGIN EXCLUSIVE");
                assertThat(store.keep(new Change.Muted("TEAM", "ben")).await()).isFalse();
                assertThat(store.problem())
                        .hasValueSatisfying(
                                problem -> assertThat(problem).contains("the disk has taken nothing for 200 ms"));
                long before = System.nanoTime();
                for (int i = 0; i < 100; i++) {
                    assertThat(store.keep(new Change.Unmuted("TEAM", "cat")).await())
                            .isFalse();
                }
                assertThat(System.nanoTime() - before)
                        .as("none of a hundred has waited for 200 ms")
                        .isLessThan(TimeUnit.SECONDS.toNanos(10));
                statement.executeUpdate("ROLLBACK");
            }
            while (store.problem().isPresent()) {
                Thread.sleep(20); // asks again
            }
            while (!store.keep(new Change.Muted("TEAM", "dan")).await()) {
                Thread.onSpinWait(); // as above
            }
        }
    }

    @Test
    void what_waits_is_bounded_and_talk_keeps_out_no_channel() throws Exception {
        // A folder is no file.
        Files.createDirectories(folder.resolve("store/livechat.db"));
        try (var store = started(Entries.SETTINGS)) {
            for (int i = 0; i < 1000; i++) {
                store.keep(new Change.Posted(Entries.message("TEAM", i)));
            }
            assertThat(store.health().lost.sum()).isEqualTo(850);
            for (int i = 0; i < 50; i++) {
                store.keep(new Change.Muted("TEAM", "user" + i));
            }
            assertThat(store.health().lost.sum()).isEqualTo(850);
            store.keep(new Change.Muted("TEAM", "one too many"));
            assertThat(store.health().lost.sum()).isEqualTo(851);
            StoredMessage latest = store.messages("TEAM", LATEST).entries().getFirst();
            assertThat(latest).isEqualTo(Entries.message("TEAM", 149));
        }
    }

    @Test
    void deletions_of_recordings_keep_out_no_channel() throws Exception {
        // A folder is no file.
        Files.createDirectories(folder.resolve("store/livechat.db"));
        try (var store = started(Entries.SETTINGS)) {
            for (int i = 0; i < 1000; i++) {
                store.keep(new Change.RecordingDeleted("recording" + i, "too old"));
            }
            assertThat(store.health().lost.sum()).isEqualTo(850);
            store.keep(new Change.Muted("TEAM", "ann"));
            assertThat(store.health().lost.sum()).isEqualTo(850);
        }
    }

    @Test
    void a_channel_made_anew_shows_nothing_of_the_one_before_while_nothing_can_be_written() throws Exception {
        var settings = Entries.with(10, Duration.ofDays(1), 64, 10_000, Duration.ofMillis(200));
        try (var store = started(settings)) {
            store.keep(new Change.ChannelMade(Entries.channel("TEAM", "0101")));
            store.keep(new Change.Talked(Entries.burst("TEAM", 1)));
            store.keep(new Change.Posted(Entries.message("TEAM", 1))).await();
            store.keep(new Change.Posted(Entries.message("OTHER", 1))).await();
            try (Connection other = open();
                    Statement statement = other.createStatement()) {
                statement.executeUpdate("BEGIN IMMEDIATE");
                store.keep(new Change.ChannelGone("TEAM")).await();
                assertThat(store.messages("TEAM", LATEST).entries()).isEmpty();
                store.keep(new Change.ChannelMade(Entries.channel("TEAM", "0101")));
                store.keep(new Change.Posted(Entries.message("TEAM", 2)));
                store.keep(new Change.Posted(Entries.message("OTHER", 2)));
                assertThat(store.messages("TEAM", LATEST))
                        .isEqualTo(new Page<>(List.of(Entries.message("TEAM", 2)), OptionalLong.empty(), false));
                assertThat(store.bursts("TEAM", LATEST).entries()).isEmpty();
                assertThat(store.messages("OTHER", LATEST).entries())
                        .containsExactly(Entries.message("OTHER", 2), Entries.message("OTHER", 1));
                statement.executeUpdate("ROLLBACK");
            }
        }
    }

    private static void fill(Statement statement) {
        try {
            while (true) {
                statement.executeUpdate("INSERT INTO other VALUES (zeroblob(3000))");
            }
        } catch (SQLException full) {
            assertThat(full.getMessage()).contains("FULL");
        }
    }

    private Connection open() throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store/livechat.db"));
    }

    private SqliteStore started(StoreSettings settings) {
        var store = new SqliteStore(folder, settings, traces);
        store.remembered();
        store.start();
        return store;
    }
}
