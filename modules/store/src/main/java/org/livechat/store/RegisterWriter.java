package org.livechat.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.livechat.api.FloorIndicator;
import org.livechat.api.store.RecordingRow;
import org.livechat.api.store.StoredRecording;

/** Adds rows to the register of recordings, each chained to the one before, in transactions of its caller's. One thread. */
final class RegisterWriter {
    /** Runs a statement with some values. */
    interface Statements {
        int run(String sql, @Nullable Object... values) throws SQLException;
    }

    /** What goes at once, so that not each new row says what it took the place of: one part in this many. */
    private static final long PARTS = 10;

    /** No more than so many beyond what has to go: whoever waits for the disk waits for that. */
    private static final long MOST_BEYOND = 10_000;

    /** Of fewer rows none makes room for others. */
    private static final long LEAST = 100;

    /** With its two indexes. */
    private static final long ROW_BYTES = 500;

    private final Connection connection;
    private final Statements statements;

    RegisterWriter(Connection connection, Statements statements) {
        this.connection = connection;
        this.statements = statements;
    }

    void recorded(StoredRecording recording) throws SQLException {
        if (find(recording.id(), false).isEmpty()) {
            append(false, recording);
        }
    }

    void deleted(String id, String reason) throws SQLException {
        Optional<RecordingRow> row = find(id, false);
        if (row.isPresent() && find(id, true).isEmpty()) {
            StoredRecording of = row.get().recording();
            append(
                    true,
                    new StoredRecording(
                            of.id(),
                            of.channelId(),
                            of.userId(),
                            of.indicator(),
                            of.startedAtMillis(),
                            of.lengthMillis(),
                            of.file(),
                            of.bytes(),
                            of.sha256(),
                            reason));
        }
    }

    /** Deletes rows up to the first one that was not written before an instant, but for the last one, and says so in a row of its own. */
    void forgotten(long beforeMillis) throws SQLException {
        // Only the beginning goes, whatever the clock has been: a hole would look as if somebody had made it.
        begin(
                number(
                        "SELECT coalesce((SELECT number FROM recordings WHERE at >= ? ORDER BY number LIMIT 1),"
                                + " (SELECT max(number) FROM recordings))",
                        beforeMillis),
                beforeMillis,
                "older than recorder.register_age");
    }

    /** Where there are more rows than this, the oldest go, some more of them than need to. */
    void trim(long most) throws SQLException {
        long rows = rows();
        if (rows > most) {
            forgetOldest(rows - most + Math.min(most / PARTS, MOST_BEYOND), "more than store.register_rows");
        }
    }

    /**
     * A part of the oldest rows goes.
     *
     * @return whether there were enough of them to be worth it
     */
    boolean makeRoom() throws SQLException {
        long rows = rows();
        if (rows < LEAST) {
            return false;
        }
        forgetOldest(rows / PARTS, "too many for store.file_mib");
        return true;
    }

    /** How many bytes of the file it takes, about. */
    long bytes() throws SQLException {
        return rows() * ROW_BYTES;
    }

    // Numbers have no gaps.
    private long rows() throws SQLException {
        return Database.number(
                connection,
                "SELECT coalesce((SELECT max(number) FROM recordings) - (SELECT min(number) FROM recordings) + 1, 0)");
    }

    private void forgetOldest(long rows, String reason) throws SQLException {
        long first = Database.number(connection, "SELECT min(number) FROM recordings") + rows;
        begin(
                Math.min(first, Database.number(connection, "SELECT max(number) FROM recordings")),
                System.currentTimeMillis(),
                reason);
    }

    /** With this row; those before it go, and a row of its own says so. */
    private void begin(long first, long atMillis, String reason) throws SQLException {
        if (statements.run("DELETE FROM recordings WHERE number < ?", first) > 0) {
            append(
                    false,
                    new StoredRecording(
                            RecordingRow.beginningAt(first),
                            "",
                            "",
                            FloorIndicator.NORMAL,
                            atMillis,
                            0,
                            "",
                            0,
                            "",
                            "rows before %d were %s".formatted(first, reason)));
        }
    }

    private long number(String sql, long value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, value);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getLong(1) : 0;
            }
        }
    }

    private void append(boolean deletion, StoredRecording recording) throws SQLException {
        Optional<RecordingRow> last = one("SELECT * FROM recordings ORDER BY number DESC LIMIT 1");
        long number = RegisterReader.last(connection) + 1;
        String previous = last.map(RecordingRow::hash).orElse("");
        var row = new RecordingRow(
                number, deletion, System.currentTimeMillis(), recording, previous, "", OptionalLong.empty());
        statements.run(
                "INSERT INTO recordings (number, deletion, at, id, channel_id, user_id, indicator, started_at, length_ms,"
                        + " file, bytes, sha256, note, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.number(),
                deletion ? 1L : 0L,
                row.atMillis(),
                recording.id(),
                recording.channelId(),
                recording.userId(),
                recording.indicator().wireName(),
                recording.startedAtMillis(),
                recording.lengthMillis(),
                recording.file(),
                recording.bytes(),
                recording.sha256(),
                recording.note(),
                previous,
                row.seal());
    }

    private Optional<RecordingRow> find(String id, boolean deletion) throws SQLException {
        return one("SELECT * FROM recordings WHERE deletion = " + (deletion ? 1 : 0) + " AND id = ?", id);
    }

    private Optional<RecordingRow> one(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(RegisterReader.row(rows)) : Optional.empty();
            }
        }
    }
}
