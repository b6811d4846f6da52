package org.livechat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.api.store.Change;

/** A file of an older version is brought to this one, or left as it was. */
@Timeout(60)
class SchemaTest {
    @TempDir
    private Path folder;

    @Test
    void a_migration_that_fails_leaves_the_file_as_it_was() throws Exception {
        try (Connection connection = open()) {
            Schema.migrate(connection, List.of(List.of("CREATE TABLE first (a)")));
            List<List<String>> failing = List.of(
                    List.of("CREATE TABLE first (a)"),
                    List.of("ALTER TABLE first ADD COLUMN b", "CREATE TABLE first (a)"));
            assertThatThrownBy(() -> Schema.migrate(connection, failing))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("already exists");
            assertThat(Schema.version(connection)).isEqualTo(1);
        }
        try (Connection connection = open()) {
            Schema.migrate(
                    connection, List.of(List.of("CREATE TABLE first (a)"), List.of("ALTER TABLE first ADD COLUMN b")));
            assertThat(Schema.version(connection)).isEqualTo(2);
        }
    }

    @Test
    void a_file_that_is_as_large_as_it_may_be_is_brought_to_this_version() throws Exception {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            Schema.migrate(connection, Schema.MIGRATIONS.subList(0, 1));
            statement.execute("PRAGMA max_page_count = 256");
            fill(statement, 3000);
            fill(statement, 10);
        }
        try (var store = new SqliteStore(folder, Entries.with(1000, Duration.ofDays(3650), 1), new Traces())) {
            store.remembered();
            store.start();
            assertThat(store.problem()).isEmpty();
            assertThat(store.keep(new Change.Recorded(Entries.recording(1))).await())
                    .isTrue();
            assertThat(store.recording(Entries.recording(1).id())).isPresent();
        }
    }

    @Test
    void a_file_of_each_version_before_finds_what_was_recorded_by_its_time() throws Exception {
        int before = Schema.MIGRATIONS.size() - 1;
        try (Connection connection = open()) {
            Schema.migrate(connection, Schema.MIGRATIONS.subList(0, before));
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(
                        "INSERT INTO recordings VALUES (1, 0, 1, 'old', 'TEAM', 'ann', 'normal', 500, 1,"
                                + " 'TEAM/old.ogg', 1, '', '', '', '')");
            }
        }
        try (var store = new SqliteStore(folder, Entries.SETTINGS, new Traces())) {
            store.remembered();
            store.start();
            assertThat(store.problem()).isEmpty();
            assertThat(store.recordingsBegun("TEAM", 500, 501, 10))
                    .singleElement()
                    .satisfies(row -> assertThat(row.recording().id()).isEqualTo("old"));
        }
        try (Connection connection = open()) {
            assertThat(Schema.version(connection)).isEqualTo(before + 1);
        }
    }

    private static void fill(Statement statement, int length) {
        String now = String.valueOf(System.currentTimeMillis() * 1000);
        try {
            while (true) {
                statement.executeUpdate("INSERT INTO messages (place, channel_id, id, author, content, at) VALUES"
                        + " ((SELECT coalesce(max(place), %s) + 1 FROM messages), 'TEAM', 'm', 'ann', '%s', 1)"
                                .formatted(now, "x".repeat(length)));
            }
        } catch (SQLException full) {
            assertThat(full.getMessage()).contains("FULL");
        }
    }

    private Connection open() throws Exception {
        Path file = Files.createDirectories(folder.resolve("store")).resolve("livechat.db");
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
