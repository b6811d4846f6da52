package org.livechat.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.livechat.api.ChannelMode;
import org.livechat.api.control.BlockStatus;
import org.livechat.api.control.FloorChoice;
import org.livechat.api.store.Remembered;
import org.livechat.api.store.StoredChannel;
import org.livechat.api.store.StoredMute;

/** Reads what a server begins with. */
final class Memory {
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private Memory() {}

    static Remembered of(Connection connection, long nowMillis) throws SQLException {
        return new Remembered(
                list(connection, "SELECT * FROM channels ORDER BY created_at, id", Memory::channel),
                list(
                        connection,
                        "SELECT channel_id, user_id FROM mutes",
                        row -> new StoredMute(row.getString(1), row.getString(2))),
                list(
                        connection,
                        "SELECT user_id, since, until FROM blocks WHERE until IS NULL OR until > " + nowMillis,
                        Memory::block),
                Database.number(connection, "SELECT max(epoch) FROM bursts"));
    }

    private static StoredChannel channel(ResultSet row) throws SQLException {
        return new StoredChannel(
                row.getString("id"),
                row.getString("frequency"),
                row.getString("name"),
                mode(row.getString("mode")),
                row.getInt("capacity"),
                row.getLong("created_at"),
                Optional.ofNullable(row.getString("creator")),
                new FloorChoice(
                        Optional.ofNullable(row.getString("floor_profile")),
                        Optional.ofNullable(row.getString("floor_policy")),
                        row.getObject("floor_queue_limit") == null
                                ? OptionalInt.empty()
                                : OptionalInt.of(row.getInt("floor_queue_limit"))),
                row.getInt("record") != 0);
    }

    private static ChannelMode mode(String name) throws SQLException {
        return Stream.of(ChannelMode.values())
                .filter(mode -> mode.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new SQLException("there is no channel mode '" + name + "'"));
    }

    private static BlockStatus block(ResultSet row) throws SQLException {
        return new BlockStatus(
                row.getString(1),
                row.getLong(2),
                row.getObject(3) == null ? OptionalLong.empty() : OptionalLong.of(row.getLong(3)));
    }

    private static <T> List<T> list(Connection connection, String sql, Row<T> row) throws SQLException {
        List<T> all = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                all.add(row.read(rows));
            }
        }
        return all;
    }
}
