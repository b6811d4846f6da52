package org.livechat.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Deletes what is not to be kept any longer, in transactions of its caller's. One thread. */
final class Retention {
    /** What goes at once where the file is as large as it may be: one part in this many. */
    private static final long PARTS = 10;

    private final Connection connection;
    private final ChangeWriter writer;
    private final StoreSettings settings;
    private final long mostPages;

    Retention(Connection connection, ChangeWriter writer, StoreSettings settings, long mostPages) {
        this.connection = connection;
        this.writer = writer;
        this.settings = settings;
        this.mostPages = mostPages;
    }

    /** The oldest messages and bursts of channels that have more than they may. */
    void trim(Set<String> channelIds) throws SQLException {
        for (String channelId : channelIds) {
            trim("messages", channelId, settings.messagesPerChannel());
            trim("bursts", channelId, settings.burstsPerChannel());
        }
    }

    /** The oldest rows of the register of recordings, where it has more than it may. */
    void trimRegister() throws SQLException {
        writer.register().trim(settings.registerRows());
    }

    private void trim(String table, String channelId, long most) throws SQLException {
        writer.run(
                ("DELETE FROM %1$s WHERE channel_id = ? AND place <= (SELECT place FROM %1$s WHERE channel_id = ?"
                                + " ORDER BY place DESC LIMIT 1 OFFSET ?)")
                        .formatted(table),
                channelId,
                channelId,
                most);
    }

    /** What is too old at this time, and blocks that have ended. */
    void expire(long nowMillis) throws SQLException {
        // Places are times, so that nothing but what goes has to be looked at.
        long oldest = TimeUnit.MILLISECONDS.toMicros(nowMillis - settings.age().toMillis());
        writer.run("DELETE FROM messages WHERE place < ?", oldest);
        writer.run("DELETE FROM bursts WHERE place < ?", oldest);
        writer.run("DELETE FROM blocks WHERE until < ?", nowMillis);
    }

    /** Whether nearly all the room is taken that the file may have. */
    boolean isNearlyFull() throws SQLException {
        return Database.usedPages(connection) > mostPages - Math.max(1, mostPages / PARTS);
    }

    /**
     * The oldest messages and bursts of all channels; of the register of recordings where that takes more than half of the room, or all.
     *
     * @return whether there were any
     */
    boolean makeRoom() throws SQLException {
        if (writer.register().bytes() > mostPages * Database.PAGE_BYTES / 2
                && writer.register().makeRoom()) {
            return true;
        }
        return oldest("messages") + oldest("bursts") > 0 || writer.register().makeRoom();
    }

    private int oldest(String table) throws SQLException {
        long all = Database.number(connection, "SELECT count(*) FROM " + table);
        return writer.run(
                "DELETE FROM %1$s WHERE place IN (SELECT place FROM %1$s ORDER BY place LIMIT ?)".formatted(table),
                (all + PARTS - 1) / PARTS);
    }
}
