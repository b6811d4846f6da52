package org.livechat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.api.control.BlockStatus;
import org.livechat.api.part.PartFailed;
import org.livechat.api.store.Change;
import org.livechat.api.store.Page;
import org.livechat.api.store.PageRequest;
import org.livechat.api.store.Remembered;
import org.livechat.api.store.StoredChannel;
import org.livechat.api.store.StoredMessage;
import org.livechat.api.store.StoredMute;

/** What was kept is there in the next run, and no more of it than there may be. */
class StoreTest {
    private static final PageRequest LATEST = new PageRequest(OptionalLong.empty(), 100);

    @TempDir
    private Path folder;

    @Test
    void a_closed_store_is_one_file_with_all_in_it() throws Exception {
        for (int i = 1; i <= 20; i++) {
            try (var store = started(Entries.SETTINGS)) {
                store.keep(new Change.Talked(Entries.burst("TEAM", i)));
                assertThat(store.keep(new Change.Posted(Entries.message("TEAM", i)))
                                .await())
                        .isTrue();
                assertThat(store.messages("TEAM", LATEST).entries()).hasSize(i);
            }
            assertThat(folder.resolve("store")).isDirectoryContaining("glob:**/livechat.db");
            assertThat(folder.resolve("store")).isDirectoryNotContaining("glob:**/livechat.db-wal");
        }
    }

    @Test
    void what_was_kept_is_remembered_by_the_next_run() {
        StoredChannel team = Entries.channel("TEAM", "0101");
        BlockStatus forever = new BlockStatus("eve", 1, OptionalLong.empty());
        BlockStatus over = new BlockStatus("fay", 1, OptionalLong.of(2));
        try (var store = started(Entries.SETTINGS)) {
            assertThat(store.remembered()).isEqualTo(Remembered.nothing());
            assertThat(store.keep(new Change.ChannelMade(team)).await()).isTrue();
            store.keep(new Change.ChannelMade(Entries.channel("GONE", "0102")));
            store.keep(new Change.ChannelGone("GONE"));
            store.keep(new Change.ChannelChanged(Entries.named(team, "Team 1")));
            store.keep(new Change.Muted("TEAM", "ann"));
            store.keep(new Change.Muted("TEAM", "ben"));
            store.keep(new Change.Unmuted("TEAM", "ben"));
            store.keep(new Change.Blocked(forever));
            store.keep(new Change.Blocked(over));
            store.keep(new Change.Talked(Entries.burst("TEAM", 7)));
        }
        try (var store = started(Entries.SETTINGS)) {
            assertThat(store.remembered())
                    .isEqualTo(new Remembered(
                            List.of(Entries.named(team, "Team 1")),
                            List.of(new StoredMute("TEAM", "ann")),
                            List.of(forever),
                            7));
            assertThat(store.bursts("TEAM", LATEST))
                    .isEqualTo(new Page<>(List.of(Entries.burst("TEAM", 7)), OptionalLong.empty(), true));
        }
    }

    @Test
    void a_channel_made_anew_has_nothing_of_the_one_before() {
        try (var store = started(Entries.SETTINGS)) {
            store.keep(new Change.ChannelMade(Entries.channel("TEAM", "0101")));
            store.keep(new Change.Muted("TEAM", "ann"));
            store.keep(new Change.Posted(Entries.message("TEAM", 1)));
            store.keep(new Change.ChannelGone("TEAM"));
            store.keep(new Change.ChannelMade(Entries.channel("TEAM", "0101"))).await();
            assertThat(store.messages("TEAM", LATEST).entries()).isEmpty();
        }
        try (var store = started(Entries.SETTINGS)) {
            assertThat(store.remembered().mutes()).isEmpty();
            assertThat(store.remembered().channels()).hasSize(1);
        }
    }

    @Test
    void history_is_paged_from_the_latest_back() {
        try (var store = started(Entries.SETTINGS)) {
            List<StoredMessage> all = post(store, "TEAM", 25);
            post(store, "OTHER", 5);
            Page<StoredMessage> latest = store.messages("TEAM", new PageRequest(OptionalLong.empty(), 10));
            Page<StoredMessage> middle = store.messages("TEAM", new PageRequest(latest.before(), 10));
            post(store, "TEAM", 3);
            Page<StoredMessage> first = store.messages("TEAM", new PageRequest(middle.before(), 10));
            assertThat(latest.entries()).isEqualTo(all.subList(15, 25).reversed());
            assertThat(middle.entries()).isEqualTo(all.subList(5, 15).reversed());
            assertThat(first.entries()).isEqualTo(all.subList(0, 5).reversed());
            assertThat(first.before()).isEmpty();
            assertThat(first.complete()).isTrue();
        }
    }

    @Test
    void a_page_of_long_messages_is_a_short_one() {
        try (var store = started(Entries.SETTINGS)) {
            String long16Kib = "x".repeat(16 * 1024);
            for (int i = 0; i < 5; i++) {
                store.keep(new Change.Posted(new StoredMessage("TEAM", "m" + i, "ann", long16Kib, i)))
                        .await();
            }
            Page<StoredMessage> page = store.messages("TEAM", LATEST);
            assertThat(page.entries()).hasSize(2);
            assertThat(store.messages("TEAM", new PageRequest(page.before(), 100))
                            .entries())
                    .hasSize(2);
        }
    }

    @Test
    void a_channel_keeps_its_latest_and_the_others_theirs() {
        try (var store = started(Entries.with(10, Duration.ofDays(30), 64))) {
            List<StoredMessage> kept = post(store, "QUIET", 10);
            List<StoredMessage> all = post(store, "LOUD", 35);
            assertThat(store.messages("LOUD", LATEST).entries())
                    .isEqualTo(all.subList(25, 35).reversed());
            assertThat(store.messages("QUIET", LATEST).entries()).isEqualTo(kept.reversed());
        }
    }

    @Test
    void what_is_too_old_is_gone_with_the_next_start() throws InterruptedException {
        try (var store = started(Entries.SETTINGS)) {
            post(store, "TEAM", 3);
        }
        // Of an age that has passed by the time the file is opened again.
        long written = System.currentTimeMillis();
        while (System.currentTimeMillis() <= written + 1) {
            Thread.onSpinWait();
        }
        try (var store = started(Entries.with(1000, Duration.ZERO, 64))) {
            assertThat(store.messages("TEAM", LATEST).entries()).isEmpty();
        }
    }

    @Test
    void a_file_as_large_as_it_may_be_forgets_the_oldest_and_keeps_the_rest() {
        var settings = Entries.with(1_000_000, Duration.ofDays(30), 1);
        String content = "x".repeat(4000);
        try (var store = started(settings)) {
            store.keep(new Change.ChannelMade(Entries.channel("TEAM", "0101"))).await();
            for (int i = 0; i < 600; i++) {
                assertThat(store.keep(new Change.Posted(new StoredMessage("TEAM", "m" + i, "ann", content, i)))
                                .await())
                        .as("message %d: %s", i, store.problem())
                        .isTrue();
            }
            assertThat(store.problem()).isEmpty();
            List<StoredMessage> left = store.messages("TEAM", LATEST).entries();
            assertThat(left.getFirst().messageId()).isEqualTo("m599");
        }
        assertThat(folder.resolve("store/livechat.db"))
                .satisfies(file -> assertThat(Files.size(file)).isBetween(500_000L, 1024L * 1024));
        try (var store = started(settings)) {
            assertThat(store.remembered().channels()).hasSize(1);
        }
    }

    @Test
    void a_file_of_a_newer_version_is_left_as_it_is() throws SQLException {
        try (var store = started(Entries.SETTINGS)) {
            store.keep(new Change.Muted("TEAM", "ann")).await();
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store/livechat.db"));
                var statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA user_version = 77");
        }
        try (var store = started(Entries.SETTINGS)) {
            assertThat(store.remembered()).isEqualTo(Remembered.nothing());
            assertThat(store.problem())
                    .hasValueSatisfying(problem -> assertThat(problem)
                            .contains(
                                    "the file is of version 77, which a newer livechat has written; this one knows 3"));
            assertThat(store.keep(new Change.Muted("TEAM", "ben")).await()).isFalse();
        }
    }

    @Test
    void a_backup_made_while_others_write_is_whole() throws Exception {
        Path backup;
        try (var store = started(Entries.SETTINGS)) {
            post(store, "TEAM", 50);
            store.keep(new Change.ChannelMade(Entries.channel("CH", "0101"))).await();
            var writing = Thread.startVirtualThread(() -> post(store, "OTHER", 200));
            backup = store.backup("monday.db");
            writing.join();
            assertThat(backup).isEqualTo(folder.resolve("backups/monday.db").toAbsolutePath());
            assertThatThrownBy(() -> store.backup("monday.db"))
                    .isInstanceOf(PartFailed.class)
                    .hasMessageContaining("there is a file");
            for (String wrong : List.of("../x", "", ".x", "a/b", "a".repeat(101))) {
                assertThatThrownBy(() -> store.backup(wrong))
                        .isInstanceOf(PartFailed.class)
                        .hasMessageContaining("has to be 1 to 100 characters");
            }
            for (String kept : List.of(
                    "backups/monday.db", "store/livechat.db", "store/livechat.db-wal", "store/livechat.db-shm")) {
                assertThat(Files.getPosixFilePermissions(folder.resolve(kept)))
                        .as("who may read " + kept + ", wherever it is moved to")
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
            store.backup("b2");
            assertThatThrownBy(() -> store.backup("b3"))
                    .hasMessageContaining("has 2 files, as many as store.backups allows");
        }
        // As an operator brings one back.
        Path other = Files.createDirectories(folder.resolve("other/store"));
        Files.copy(backup, other.resolve("livechat.db"));
        try (var store = new SqliteStore(folder.resolve("other"), Entries.SETTINGS, new Traces())) {
            store.start();
            assertThat(store.remembered().channels()).hasSize(1);
            assertThat(store.messages("TEAM", LATEST).entries()).hasSize(50);
        }
    }

    @Test
    void a_damaged_page_of_the_register_is_a_problem_once_it_is_read() throws Exception {
        started(Entries.SETTINGS).close();
        Path file = folder.resolve("store/livechat.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.executeUpdate("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 90)"
                    + " INSERT INTO recordings SELECT i, 0, 1, 'r' || i, 'TEAM', 'user-' || i || '-', 'normal', i * 1000, 1,"
                    + " hex(zeroblob(500)), 1, '', '', '', '' FROM n");
        }
        spoilPageWith(file, "user-50-");
        try (var store = started(Entries.SETTINGS)) {
            assertThat(store.register(0, 10)).hasSize(10);
            assertThat(store.problem()).isEmpty();
            assertThatThrownBy(() -> store.register(10, 80)).isInstanceOf(PartFailed.class);
            assertThat(store.problem())
                    .hasValueSatisfying(problem -> assertThat(problem)
                            .startsWith("the register of recordings cannot be read: [SQLITE_CORRUPT]"));
        }
    }

    private static void spoilPageWith(Path file, String text) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
        assertThat(at).isPositive();
        int page = at / Database.PAGE_BYTES * Database.PAGE_BYTES;
        Arrays.fill(bytes, page, page + Database.PAGE_BYTES, (byte) 0xFF);
        Files.write(file, bytes);
    }

    private static List<StoredMessage> post(SqliteStore store, String channelId, int count) {
        List<StoredMessage> messages = IntStream.range(0, count)
                .mapToObj(i -> Entries.message(channelId, i))
                .toList();
        messages.forEach(message ->
                assertThat(store.keep(new Change.Posted(message)).await()).isTrue());
        return messages;
    }

    private SqliteStore started(StoreSettings settings) {
        var store = new SqliteStore(folder, settings, new Traces());
        store.remembered();
        store.start();
        return store;
    }
}
