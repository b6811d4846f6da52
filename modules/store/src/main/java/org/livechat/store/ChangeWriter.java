package org.livechat.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.livechat.api.store.Change;
import org.livechat.api.store.StoredBurst;
import org.livechat.api.store.StoredChannel;
import org.livechat.api.store.StoredMessage;

/** Writes single changes in a transaction of its caller's. One thread. */
final class ChangeWriter {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final RegisterWriter register;

    ChangeWriter(Connection connection) {
        this.connection = connection;
        this.register = new RegisterWriter(connection, this::run);
    }

    /** Each leaves the same behind if it is done twice. */
    void write(long place, Change change) throws SQLException {
        switch (change) {
            case Change.ChannelMade(var channel) -> {
                forget(channel.id());
                put(channel);
            }
            case Change.ChannelChanged(var channel) -> put(channel);
            case Change.ChannelGone(var channelId) -> forget(channelId);
            case Change.Muted(var channelId, var userId) ->
                run("INSERT OR REPLACE INTO mutes (channel_id, user_id) VALUES (?, ?)", channelId, userId);
            case Change.Unmuted(var channelId, var userId) ->
                run("DELETE FROM mutes WHERE channel_id = ? AND user_id = ?", channelId, userId);
            case Change.Blocked(var block) ->
                run(
                        "INSERT OR REPLACE INTO blocks (user_id, since, until) VALUES (?, ?, ?)",
                        block.userId(),
                        block.sinceMillis(),
                        block.untilMillis().isPresent() ? block.untilMillis().getAsLong() : null);
            case Change.Unblocked(var userId) -> run("DELETE FROM blocks WHERE user_id = ?", userId);
            case Change.Posted(var message) -> post(place, message);
            case Change.Talked(var burst) -> talk(place, burst);
            case Change.Recorded(var recording) -> register.recorded(recording);
            case Change.RecordingDeleted(var id, var reason) -> register.deleted(id, reason);
            case Change.RecordingsForgotten(var beforeMillis) -> register.forgotten(beforeMillis);
        }
    }

    RegisterWriter register() {
        return register;
    }

    private void put(StoredChannel channel) throws SQLException {
        run(
                "INSERT OR REPLACE INTO channels (id, frequency, name, mode, capacity, created_at, creator, floor_profile,"
                        + " floor_policy, floor_queue_limit, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                channel.id(),
                channel.frequency(),
                channel.name(),
                channel.mode().wireName(),
                (long) channel.capacity(),
                channel.createdAtMillis(),
                orNull(channel.creator()),
                orNull(channel.floor().profile()),
                orNull(channel.floor().policy()),
                channel.floor().queueLimit().isPresent()
                        ? (long) channel.floor().queueLimit().getAsInt()
                        : null,
                channel.record() ? 1L : 0L);
    }

    private void forget(String channelId) throws SQLException {
        run("DELETE FROM channels WHERE id = ?", channelId);
        run("DELETE FROM mutes WHERE channel_id = ?", channelId);
        run("DELETE FROM messages WHERE channel_id = ?", channelId);
        run("DELETE FROM bursts WHERE channel_id = ?", channelId);
    }

    private void post(long place, StoredMessage message) throws SQLException {
        run(
                "INSERT OR REPLACE INTO messages (place, channel_id, id, author, content, at) VALUES (?, ?, ?, ?, ?, ?)",
                place,
                message.channelId(),
                message.messageId(),
                message.authorId(),
                message.content(),
                message.timestampMillis());
    }

    private void talk(long place, StoredBurst burst) throws SQLException {
        run(
                "INSERT OR REPLACE INTO bursts (place, channel_id, user_id, indicator, started_at, length_ms, ending, epoch,"
                        + " sequence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                place,
                burst.channelId(),
                burst.userId(),
                burst.indicator().wireName(),
                burst.startedAtMillis(),
                burst.length().toMillis(),
                burst.ending().wireName(),
                burst.epoch(),
                burst.sequence());
    }

    /** Runs a statement with these values; returns how many rows it was about. */
    int run(String sql, @Nullable Object... values) throws SQLException {
        @Nullable PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case null -> statement.setNull(i + 1, Types.NULL);
                case Long number -> statement.setLong(i + 1, number);
                case String text -> statement.setString(i + 1, text);
                default -> throw new IllegalArgumentException("a value is a text or a long, not " + values[i]);
            }
        }
        try {
            return statement.executeUpdate();
        } catch (SQLException e) {
            // The driver has finalized it, and a second use of it would fail whatever the disk does.
            statements.remove(sql);
            throw e;
        }
    }

    private static @Nullable String orNull(Optional<String> text) {
        return text.orElse(null);
    }
}
