package org.livechat.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * All of some work, or none. In SQLite's words, not by the driver's commit and rollback: where the disk is full SQLite has rolled back by
 * itself, the driver's rollback fails for that, and what follows would be in no transaction.
 */
final class Transaction {
    interface Work {
        void run() throws SQLException;
    }

    private Transaction() {}

    /** @throws SQLException what the work or the disk has thrown; nothing of the work is kept then */
    static void run(Connection connection, Work work) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try {
                work.run();
                statement.execute("COMMIT");
            } catch (SQLException | RuntimeException e) {
                rollBack(statement, e);
                throw e;
            }
        }
    }

    private static void rollBack(Statement statement, Exception cause) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException rolledBackAlready) {
            cause.addSuppressed(rolledBackAlready);
        }
    }
}
