package org.livechat.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.livechat.api.part.PartFailed;

/** Copies of the file, made while others read and write it. One at a time. */
final class Backups {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}");
    private static final String UNFINISHED = ".unfinished";

    private final Database database;
    private final Path folder;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();

    Backups(Database database, Path folder, int most) {
        this.database = database;
        this.folder = folder;
        this.most = most;
    }

    /** @throws PartFailed when it cannot be made */
    Path make(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new PartFailed(
                    "the name of a backup has to be 1 to 100 characters of A-Z a-z 0-9 _ - . with no dot at its beginning;"
                            + " the file is made on the server's machine, in " + folder);
        }
        if (!lock.tryLock()) {
            throw new PartFailed("a backup is being made already; wait until it is done");
        }
        try {
            Path file = folder.resolve(name);
            Database.makeFolder(folder);
            requireRoom(file);
            write(file);
            return file.toAbsolutePath();
        } catch (IOException | SQLException e) {
            throw new PartFailed("the backup could not be written to %s: %s".formatted(folder, e.getMessage()), e);
        } finally {
            lock.unlock();
        }
    }

    private void requireRoom(Path file) throws IOException {
        if (Files.exists(file)) {
            throw new PartFailed("there is a file %s already; choose another name".formatted(file));
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.filter(there -> !there.getFileName().toString().startsWith("."))
                            .count()
                    >= most) {
                throw new PartFailed("%s has %d files, as many as store.backups allows; move one of them away"
                        .formatted(folder, most));
            }
        }
    }

    // Under its name it is whole, and on disk.
    private void write(Path file) throws IOException, SQLException {
        Path aside = folder.resolve(UNFINISHED);
        Files.deleteIfExists(aside);
        Database.makeFile(aside);
        try (Connection connection = database.openForCopying();
                PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
            copy.setString(1, aside.toAbsolutePath().toString());
            copy.execute();
            try (FileChannel written = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(aside, file);
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
