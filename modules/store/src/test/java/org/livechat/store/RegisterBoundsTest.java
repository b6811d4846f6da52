package org.livechat.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.api.store.Change;
import org.livechat.api.store.Receipt;
import org.livechat.api.store.RecordingRow;
import org.livechat.api.store.StoredMessage;

/** The register of recordings takes no more room than it may, and its chain begins anew where its oldest rows went. */
@Timeout(60)
class RegisterBoundsTest {
    private static final int AT_ONCE = 100;

    @TempDir
    private Path folder;

    @Test
    void beyond_so_many_rows_the_oldest_go() {
        try (var store = started(Entries.with(1000, Duration.ofDays(30), 64, 100, Duration.ofSeconds(20)))) {
            record(store, 1, 350);
            List<RecordingRow> rows = register(store);
            assertThat(rows).hasSizeBetween(80, 100);
            assertBeginsAnew(store, rows, "more than store.register_rows");
            assertThat(store.recording(Entries.recording(350).id())).isPresent();
        }
    }

    @Test
    void a_register_that_takes_the_whole_file_makes_room_for_itself_and_others() {
        try (var store = started(Entries.with(1000, Duration.ofDays(30), 1, 1_000_000, Duration.ofSeconds(20)))) {
            record(store, 1, 4000);
            assertThat(store.keep(new Change.Muted("TEAM", "ann")).await()).isTrue();
            assertThat(store.keep(new Change.Posted(Entries.message("TEAM", 1))).await())
                    .isTrue();
            assertThat(store.problem()).isEmpty();
            List<RecordingRow> rows = register(store);
            assertThat(rows).hasSizeGreaterThan(500);
            assertBeginsAnew(store, rows, "too many for store.file_mib");
            assertThat(store.recording(Entries.recording(4000).id())).isPresent();
        }
        assertThat(folder.resolve("store/livechat.db"))
                .satisfies(file -> assertThat(Files.size(file)).isLessThanOrEqualTo(1024L * 1024));
    }

    @Test
    void messages_that_fill_the_file_take_nothing_of_a_small_register() {
        try (var store = started(Entries.with(1_000_000, Duration.ofDays(30), 1))) {
            record(store, 1, 200);
            String content = "x".repeat(4000);
            for (int i = 0; i < 400; i++) {
                assertThat(store.keep(new Change.Posted(new StoredMessage("TEAM", "m" + i, "ann", content, i)))
                                .await())
                        .isTrue();
            }
            assertThat(register(store)).hasSize(200);
        }
    }

    @Test
    void a_row_of_a_wrong_clock_leaves_no_hole() throws Exception {
        try (var store = started(Entries.SETTINGS)) {
            record(store, 1, 5);
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store/livechat.db"));
                    var statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE recordings SET at = 1000 WHERE number IN (1, 3)");
            }
            store.keep(new Change.RecordingsForgotten(2000)).await();
            assertThat(register(store)).extracting(RecordingRow::number).containsExactly(2L, 3L, 4L, 5L, 6L);
        }
    }

    private static void assertBeginsAnew(SqliteStore store, List<RecordingRow> rows, String reason) {
        assertThat(store.recording(RecordingRow.beginningAt(rows.getFirst().number())))
                .hasValueSatisfying(row -> assertThat(row.recording().note())
                        .isEqualTo("rows before %d were %s", rows.getFirst().number(), reason));
        for (int i = 0; i < rows.size(); i++) {
            RecordingRow row = rows.get(i);
            assertThat(row.hash()).isEqualTo(row.seal());
            if (i > 0) {
                assertThat(row.number()).isEqualTo(rows.get(i - 1).number() + 1);
                assertThat(row.previous()).isEqualTo(rows.get(i - 1).hash());
            }
        }
    }

    private static List<RecordingRow> register(SqliteStore store) {
        List<RecordingRow> rows = new ArrayList<>();
        for (List<RecordingRow> some = store.register(0, AT_ONCE); !some.isEmpty(); ) {
            rows.addAll(some);
            some = store.register(some.getLast().number(), AT_ONCE);
        }
        return rows;
    }

    private static void record(SqliteStore store, int from, int to) {
        for (int first = from; first <= to; first += AT_ONCE) {
            Receipt last = Receipt.notKept();
            for (int i = first; i <= Math.min(to, first + AT_ONCE - 1); i++) {
                last = store.keep(new Change.Recorded(Entries.recording(i)));
            }
            assertThat(last.await())
                    .as("recordings from %d: %s", first, store.problem())
                    .isTrue();
        }
    }

    private SqliteStore started(StoreSettings settings) {
        var store = new SqliteStore(folder, settings, new Traces());
        store.remembered();
        store.start();
        return store;
    }
}
