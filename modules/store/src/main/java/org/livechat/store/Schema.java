package org.livechat.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables, by version: what has been shipped is never changed, only added to. The version is {@code PRAGMA user_version}. */
final class Schema {
    /** Each brings a file from the version of its place in the list to the next one. */
    static final List<List<String>> MIGRATIONS = List.of(
            List.of(
                    """
            CREATE TABLE channels (
                id TEXT PRIMARY KEY,
                frequency TEXT NOT NULL,
                name TEXT NOT NULL,
                mode TEXT NOT NULL,
                capacity INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                creator TEXT,
                floor_profile TEXT,
                floor_policy TEXT,
                floor_queue_limit INTEGER)
            """,
                    "CREATE TABLE mutes (channel_id TEXT, user_id TEXT, PRIMARY KEY (channel_id, user_id)) WITHOUT ROWID",
                    "CREATE TABLE blocks (user_id TEXT PRIMARY KEY, since INTEGER NOT NULL, until INTEGER) WITHOUT ROWID",
                    """
            CREATE TABLE messages (
                place INTEGER PRIMARY KEY,
                channel_id TEXT NOT NULL,
                id TEXT NOT NULL,
                author TEXT NOT NULL,
                content TEXT NOT NULL,
                at INTEGER NOT NULL)
            """,
                    "CREATE INDEX messages_of_channel ON messages (channel_id, place)",
                    """
            CREATE TABLE bursts (
                place INTEGER PRIMARY KEY,
                channel_id TEXT NOT NULL,
                user_id TEXT NOT NULL,
                indicator TEXT NOT NULL,
                started_at INTEGER NOT NULL,
                length_ms INTEGER NOT NULL,
                ending TEXT NOT NULL,
                epoch INTEGER NOT NULL,
                sequence INTEGER NOT NULL)
            """,
                    "CREATE INDEX bursts_of_channel ON bursts (channel_id, place)"),
            List.of(
                    "ALTER TABLE channels ADD COLUMN record INTEGER NOT NULL DEFAULT 0",
                    """
            CREATE TABLE recordings (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                deletion INTEGER NOT NULL,
                at INTEGER NOT NULL,
                id TEXT NOT NULL,
                channel_id TEXT NOT NULL,
                user_id TEXT NOT NULL,
                indicator TEXT NOT NULL,
                started_at INTEGER NOT NULL,
                length_ms INTEGER NOT NULL,
                file TEXT NOT NULL,
                bytes INTEGER NOT NULL,
                sha256 TEXT NOT NULL,
                note TEXT NOT NULL,
                previous TEXT NOT NULL,
                hash TEXT NOT NULL,
                UNIQUE (id, deletion))
            """,
                    "CREATE INDEX recordings_of_channel ON recordings (channel_id, number)"),
            List.of("CREATE INDEX recordings_of_channel_at ON recordings (channel_id, started_at)"));

    private Schema() {}

    /**
     * Brings a file to the version behind the last one of these, all or nothing.
     *
     * @throws SQLException when it cannot be written, or is of a newer version
     */
    static void migrate(Connection connection, List<List<String>> migrations) throws SQLException {
        int version = version(connection);
        int known = migrations.size();
        if (version > known) {
            throw new SQLException("the file is of version %d, which a newer livechat has written; this one knows %d"
                    .formatted(version, known));
        }
        if (version < known) {
            Transaction.run(connection, () -> add(connection, migrations.subList(version, known), known));
        }
    }

    private static void add(Connection connection, List<List<String>> migrations, int version) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (List<String> migration : migrations) {
                for (String sql : migration) {
                    statement.executeUpdate(sql);
                }
            }
            statement.executeUpdate("PRAGMA user_version = " + version);
        }
    }

    static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("PRAGMA user_version")) {
            return version.getInt(1);
        }
    }
}
