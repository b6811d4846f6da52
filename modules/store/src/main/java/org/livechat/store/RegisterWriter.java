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

    /** Deletes rows that were written before an instant, but for the last one, and says so in a row of its own. */
    void forgotten(long beforeMillis) throws SQLException {
        int rows = statements.run(
                "DELETE FROM recordings WHERE at < ? AND number < (SELECT max(number) FROM recordings)", beforeMillis);
        if (rows > 0) {
            long first = Database.number(connection, "SELECT min(number) FROM recordings");
            append(
                    false,
                    new StoredRecording(
                            RecordingRow.beginningAt(first),
                            "",
                            "",
                            FloorIndicator.NORMAL,
                            beforeMillis,
                            0,
                            "",
                            0,
                            "",
                            "rows before %d were older than recorder.register_age".formatted(first)));
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
