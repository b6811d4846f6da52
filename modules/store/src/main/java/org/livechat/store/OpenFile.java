package org.livechat.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.livechat.api.store.Change;
import org.livechat.api.store.Remembered;
import org.livechat.store.WriteQueue.Entry;
import org.sqlite.SQLiteErrorCode;

/** The file while it is open for writing. One thread. */
final class OpenFile implements AutoCloseable {
    private final Connection connection;
    private final ChangeWriter writer;
    private final Retention retention;

    private OpenFile(Connection connection, Database database, StoreSettings settings) {
        this.connection = connection;
        this.writer = new ChangeWriter(connection);
        this.retention = new Retention(connection, writer, settings, database.mostPages());
    }

    static OpenFile open(Database database, StoreSettings settings) throws SQLException {
        return new OpenFile(database.openForWriting(), database, settings);
    }

    /** The highest place that any entry has; 0 where there is none. */
    long highestPlace() throws SQLException {
        return Math.max(
                Database.number(connection, "SELECT max(place) FROM messages"),
                Database.number(connection, "SELECT max(place) FROM bursts"));
    }

    /** What earlier runs have left, of blocks those that last longer than until now. */
    Remembered remembered(long nowMillis) throws SQLException {
        return Memory.of(connection, nowMillis);
    }

    /**
     * Writes changes, each whole or not at all and in order; they are on disk when it returns. Where the file has no room, what is oldest
     * makes some, and what is too much at once goes in parts. What was written before it fails may be written again.
     */
    void write(List<Entry> entries) throws SQLException {
        try {
            inTransaction(() -> writeAll(entries));
        } catch (SQLException full) {
            if (!isFull(full)) {
                throw full;
            }
            if (retention.isNearlyFull()) {
                makeRoom(full);
                write(entries);
            } else if (entries.size() > 1) {
                write(entries.subList(0, entries.size() / 2));
                write(entries.subList(entries.size() / 2, entries.size()));
            } else {
                throw full;
            }
        }
    }

    private void makeRoom(SQLException full) throws SQLException {
        inTransaction(() -> {
            if (!retention.makeRoom()) {
                throw full;
            }
        });
    }

    private void writeAll(List<Entry> entries) throws SQLException {
        Set<String> grown = new HashSet<>();
        boolean registerGrew = false;
        for (Entry entry : entries) {
            writer.write(entry.place(), entry.change());
            switch (entry.change()) {
                case Change.Posted(var message) -> grown.add(message.channelId());
                case Change.Talked(var burst) -> grown.add(burst.channelId());
                case Change.Recorded _, Change.RecordingDeleted _ -> registerGrew = true;
                default -> {}
            }
        }
        retention.trim(grown);
        if (registerGrew) {
            retention.trimRegister();
        }
    }

    /** Deletes what is too old, or too much for the file. */
    void tidy(long nowMillis) throws SQLException {
        inTransaction(() -> {
            retention.expire(nowMillis);
            retention.trimRegister();
            if (retention.isNearlyFull()) {
                retention.makeRoom();
            }
        });
    }

    private void inTransaction(Transaction.Work work) throws SQLException {
        Transaction.run(connection, work);
    }

    private static boolean isFull(SQLException e) {
        return (e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_FULL.code;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
