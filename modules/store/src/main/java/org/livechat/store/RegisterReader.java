package org.livechat.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.livechat.api.ChannelSet;
import org.livechat.api.FloorIndicator;
import org.livechat.api.store.RecordingQuery;
import org.livechat.api.store.RecordingRow;
import org.livechat.api.store.StoredRecording;

/** Reads the register of recordings. One thread. */
record RegisterReader(Connection connection) {
    private static final String WITH_DELETION =
            "SELECT r.*, d.at AS deleted_at FROM recordings r LEFT JOIN recordings d ON d.id = r.id AND d.deletion = 1"
                    + " WHERE r.deletion = 0";

    /**
     * The channels of the register, one step of its index each, that are among some ids or begin as one of some beginnings. However many
     * these are, the expression is as deep, and they are compared with channels, not with rows. Not LIKE, which takes an underline for any
     * character, and A for a. The plus keeps the order of numbers, so that a page ends with its last row.
     */
    private static final String AMONG = """
            AND +r.channel_id IN (
                WITH RECURSIVE
                    there(channel) AS (
                        SELECT min(channel_id) FROM recordings
                        UNION ALL
                        SELECT (SELECT min(channel_id) FROM recordings WHERE channel_id > there.channel)
                        FROM there WHERE there.channel IS NOT NULL),
                    beginnings(beginning) AS MATERIALIZED (SELECT value FROM json_each(?))
                SELECT channel FROM there
                WHERE channel IN (SELECT value FROM json_each(?))
                    OR EXISTS (SELECT 1 FROM beginnings WHERE substr(channel, 1, length(beginning)) = beginning))""";

    /** One more than asked for, where there are more. The plus of times leaves their index to {@link #begun}. */
    List<RecordingRow> recordings(RecordingQuery query) throws SQLException {
        var sql = new StringBuilder(WITH_DELETION);
        List<Object> values = new ArrayList<>();
        query.channelId().ifPresent(channel -> and(sql, values, "r.channel_id = ?", channel));
        query.userId().ifPresent(user -> and(sql, values, "r.user_id = ?", user));
        query.indicator().map(FloorIndicator::wireName).ifPresent(name -> and(sql, values, "r.indicator = ?", name));
        query.fromMillis().ifPresent(from -> and(sql, values, "+r.started_at >= ?", from));
        query.toMillis().ifPresent(to -> and(sql, values, "+r.started_at < ?", to));
        among(sql, values, query.channels());
        if (query.withFile()) {
            sql.append(" AND r.file != '' AND d.at IS NULL");
        }
        query.page().before().ifPresent(before -> and(sql, values, "r.number < ?", before));
        sql.append(" ORDER BY r.number DESC LIMIT ").append(query.page().limit() + 1);
        return list(sql.toString(), values);
    }

    private static void among(StringBuilder sql, List<Object> values, ChannelSet channels) {
        if (channels.patterns().contains("*")) {
            return;
        }
        List<String> ids = new ArrayList<>();
        List<String> beginnings = new ArrayList<>();
        for (String pattern : channels.patterns()) {
            if (pattern.endsWith("*")) {
                beginnings.add(pattern.substring(0, pattern.length() - 1));
            } else {
                ids.add(pattern);
            }
        }
        if (beginnings.isEmpty() && ids.size() == 1) {
            and(sql, values, "r.channel_id = ?", ids.getFirst());
        } else if (channels.patterns().isEmpty()) {
            sql.append(" AND 0");
        } else {
            sql.append(" ").append(AMONG);
            values.add(JsonStrings.of(beginnings));
            values.add(JsonStrings.of(ids));
        }
    }

    private static void and(StringBuilder sql, List<Object> values, String condition, Object value) {
        sql.append(" AND ").append(condition);
        values.add(value);
    }

    /** Those of a channel with a file that began in a time, by its index: the latest first. */
    List<RecordingRow> begun(String channelId, long fromMillis, long toMillis, int limit) throws SQLException {
        return list(
                WITH_DELETION + " AND d.at IS NULL AND r.file != '' AND r.channel_id = ?"
                        + " AND r.started_at >= ? AND r.started_at < ?"
                        + " ORDER BY r.started_at DESC, r.number DESC LIMIT " + limit,
                List.of(channelId, fromMillis, toMillis));
    }

    Optional<RecordingRow> recording(String id) throws SQLException {
        return list(WITH_DELETION + " AND r.id = ?", List.of(id)).stream().findFirst();
    }

    /** All rows, the oldest first. */
    List<RecordingRow> rows(long after, int limit) throws SQLException {
        return list("SELECT * FROM recordings WHERE number > ? ORDER BY number LIMIT " + limit, List.of(after));
    }

    /** The highest number that there has ever been. */
    long last() throws SQLException {
        return last(connection);
    }

    static long last(Connection connection) throws SQLException {
        return Database.number(connection, "SELECT seq FROM sqlite_sequence WHERE name = 'recordings'");
    }

    private List<RecordingRow> list(String sql, List<Object> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            List<RecordingRow> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    RecordingRow row = row(rows);
                    all.add(sql.startsWith(WITH_DELETION) ? withDeletion(row, rows) : row);
                }
            }
            return all;
        }
    }

    private static RecordingRow withDeletion(RecordingRow row, ResultSet rows) throws SQLException {
        return rows.getObject("deleted_at") == null
                ? row
                : new RecordingRow(
                        row.number(),
                        row.deletion(),
                        row.atMillis(),
                        row.recording(),
                        row.previous(),
                        row.hash(),
                        OptionalLong.of(rows.getLong("deleted_at")));
    }

    static RecordingRow row(ResultSet row) throws SQLException {
        return new RecordingRow(
                row.getLong("number"),
                row.getInt("deletion") != 0,
                row.getLong("at"),
                new StoredRecording(
                        row.getString("id"),
                        row.getString("channel_id"),
                        row.getString("user_id"),
                        HistoryReader.indicator(row.getString("indicator")),
                        row.getLong("started_at"),
                        row.getLong("length_ms"),
                        row.getString("file"),
                        row.getLong("bytes"),
                        row.getString("sha256"),
                        row.getString("note")),
                row.getString("previous"),
                row.getString("hash"),
                OptionalLong.empty());
    }
}
