package org.livechat.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * Where the file is and how it is opened. Its write-ahead log lets others read while one writes, and a commit is on disk when it
 * returns (synchronous FULL).
 */
record Database(Path folder, int fileMib) {
    private static final Logger log = LoggerFactory.getLogger(Database.class);

    static final int PAGE_BYTES = 4096;
    private static final int CACHE_KIB = 1024;
    /** How long one connection waits for another one's lock. */
    private static final int BUSY_MILLIS = 1000;

    private static final int WAL_BYTES = 4 * 1024 * 1024;

    /**
     * Opens it for the one who writes; makes it, where there is none, and brings it to this version.
     *
     * @throws SQLException when that cannot be
     */
    Connection openForWriting() throws SQLException {
        makeFolder(folder);
        boolean isNew = makeFile(file());
        boolean isEmpty = !isNew && file().toFile().length() == 0;
        Connection connection = open(false);
        try {
            // A file that is as large as it may be has to be brought to this version too.
            Schema.migrate(connection, Schema.MIGRATIONS);
            limit(connection);
        } catch (SQLException | RuntimeException e) {
            close(connection, e);
            throw e;
        }
        if (isNew) {
            log.info("{} is new: nothing was kept before", file());
        } else if (isEmpty) {
            log.warn(
                    "{} had nothing in it, not even a version, and begins anew: what was kept is in a backup at best",
                    file());
        }
        return connection;
    }

    private void limit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA max_page_count = " + mostPages());
        }
    }

    /** Opens it for one who only reads. */
    Connection openForReading() throws SQLException {
        Connection connection = open(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = true");
        } catch (SQLException e) {
            close(connection, e);
            throw e;
        }
        return connection;
    }

    /** Opens it for one who reads it, and writes a copy. */
    Connection openForCopying() throws SQLException {
        return open(true);
    }

    /** Of the file itself; the log of SQLite beside it has a limit of its own. */
    long mostPages() {
        return fileMib * 1024L * 1024 / PAGE_BYTES;
    }

    /** How many pages of the file have something in them. */
    static long usedPages(Connection connection) throws SQLException {
        return number(connection, "PRAGMA page_count") - number(connection, "PRAGMA freelist_count");
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    static void close(Connection connection, Throwable cause) {
        try {
            connection.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    Path file() {
        return folder.resolve("livechat.db");
    }

    /** A folder that nobody else may look into: messages are in its files. */
    static void makeFolder(Path folder) throws SQLException {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new SQLException("the folder %s cannot be made: %s".formatted(folder, e), e);
        }
    }

    /**
     * Makes a file that nobody else may read, wherever it is moved to: SQLite would let everybody.
     *
     * @return whether there was none
     */
    static boolean makeFile(Path file) throws SQLException {
        try {
            if (Files.exists(file)) {
                return false;
            }
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return true;
        } catch (IOException e) {
            throw new SQLException("the file %s cannot be made: %s".formatted(file, e), e);
        }
    }

    private Connection open(boolean readOnly) throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setCacheSize(-CACHE_KIB);
        config.setSynchronous(SynchronousMode.FULL);
        if (!readOnly) {
            config.setJournalMode(JournalMode.WAL);
            config.setPageSize(PAGE_BYTES);
            config.setJournalSizeLimit(WAL_BYTES);
        }
        return config.createConnection("jdbc:sqlite:" + file().toAbsolutePath());
    }
}
