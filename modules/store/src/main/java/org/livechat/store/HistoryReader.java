package org.livechat.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livechat.api.FloorIndicator;
import org.livechat.api.store.BurstEnding;
import org.livechat.api.store.StoredBurst;
import org.livechat.api.store.StoredMessage;

/** Reads pages of history from the file, over a connection of its own. One thread. */
final class HistoryReader implements AutoCloseable {
    /** One kind of entries. */
    interface Kind<T> {
        String table();

        T read(ResultSet row) throws SQLException;
    }

    /** An entry and its place. */
    record Placed<T>(long place, T entry) {}

    static final Kind<StoredMessage> MESSAGES = new Kind<>() {
        @Override
        public String table() {
            return "messages";
        }

        @Override
        public StoredMessage read(ResultSet row) throws SQLException {
            return new StoredMessage(
                    row.getString("channel_id"),
                    row.getString("id"),
                    row.getString("author"),
                    row.getString("content"),
                    row.getLong("at"));
        }
    };

    static final Kind<StoredBurst> BURSTS = new Kind<>() {
        @Override
        public String table() {
            return "bursts";
        }

        @Override
        public StoredBurst read(ResultSet row) throws SQLException {
            return new StoredBurst(
                    row.getString("channel_id"),
                    row.getString("user_id"),
                    indicator(row.getString("indicator")),
                    row.getLong("started_at"),
                    Duration.ofMillis(row.getLong("length_ms")),
                    ending(row.getString("ending")),
                    row.getLong("epoch"),
                    row.getLong("sequence"));
        }
    };

    private final Database database;
    private @Nullable Connection connection;

    HistoryReader(Database database) {
        this.database = database;
    }

    /** The latest of a channel before a place, the latest first. */
    <T> List<Placed<T>> read(Kind<T> kind, String channelId, OptionalLong before, int most) throws SQLException {
        try (PreparedStatement statement = connection()
                .prepareStatement("SELECT * FROM %s WHERE channel_id = ? AND place < ? ORDER BY place DESC LIMIT ?"
                        .formatted(kind.table()))) {
            statement.setString(1, channelId);
            statement.setLong(2, before.orElse(Long.MAX_VALUE));
            statement.setInt(3, most);
            List<Placed<T>> entries = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    entries.add(new Placed<>(rows.getLong("place"), kind.read(rows)));
                }
            }
            return entries;
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    /** Answers a question to the register of recordings. */
    <T> T ofRegister(History.OfRegister<T> question) throws SQLException {
        try {
            return question.ask(new RegisterReader(connection()));
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    private Connection connection() throws SQLException {
        @Nullable Connection open = connection;
        if (open == null) {
            open = database.openForReading();
            connection = open;
        }
        return open;
    }

    static FloorIndicator indicator(String name) {
        return Stream.of(FloorIndicator.values())
                .filter(indicator -> indicator.wireName().equals(name))
                .findFirst()
                .orElse(FloorIndicator.NORMAL);
    }

    private static BurstEnding ending(String name) {
        return Stream.of(BurstEnding.values())
                .filter(ending -> ending.wireName().equals(name))
                .findFirst()
                .orElse(BurstEnding.OTHER);
    }

    @Override
    public void close() {
        @Nullable Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException _) {
                // It has read, and has nothing to lose.
            }
        }
    }
}
