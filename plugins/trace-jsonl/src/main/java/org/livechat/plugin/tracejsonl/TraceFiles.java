package org.livechat.plugin.tracejsonl;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files of lines in a folder, of which the oldest go so that all together stay below a bound, those of earlier runs included. Their
 * names sort by time, also when the clock was set back. Deletes nothing that it would not have named so itself. For one thread.
 */
final class TraceFiles implements Closeable {
    /** Opens a file that is not there yet. */
    @FunctionalInterface
    interface Opener {
        FileChannel open(Path file) throws IOException;
    }

    private final Path folder;
    private final int fileBytes;
    private final int files;
    private final InstantSource clock;
    private final Opener opener;
    private Instant latest = Instant.MIN;
    private @Nullable Open current;
    private boolean isPruned;

    private record Open(Path path, FileChannel channel) {}

    /**
     * @param fileBytes the most in one file
     * @param files the most of them
     */
    TraceFiles(Path folder, int fileBytes, int files, InstantSource clock, Opener opener) {
        this.folder = folder;
        this.fileBytes = fileBytes;
        this.files = files;
        this.clock = clock;
        this.opener = opener;
    }

    /** Begins a new file. */
    void open() throws IOException {
        next();
        prune();
    }

    /**
     * Writes whole lines into one file.
     *
     * @param lines not more than a file may hold
     * @throws IOException when they cannot be written; then nothing of them is, as far as that can be taken back
     */
    void write(ByteBuffer lines) throws IOException {
        if (!fits(lines.remaining())) {
            next();
        }
        if (!isPruned) {
            prune();
        }
        append(lines);
    }

    // One that somebody has moved away or deleted would take lines that nobody ever sees.
    private boolean fits(int more) throws IOException {
        Open open = current;
        return open != null
                && open.channel().position() + more <= fileBytes
                && Files.exists(open.path(), LinkOption.NOFOLLOW_LINKS);
    }

    // Made before the oldest is deleted: where none can be made, nothing is lost.
    private void next() throws IOException {
        close();
        FileNames.makeFolder(folder);
        Instant time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<Instant> newest = existing().stream()
                .map(FileNames::time)
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
        for (Instant before : List.of(latest, newest.orElse(Instant.MIN))) {
            time = time.isAfter(before) ? time : before.plusMillis(1);
        }
        Path path = folder.resolve(FileNames.of(time));
        current = new Open(path, opener.open(path));
        latest = time;
        isPruned = false;
    }

    private void prune() throws IOException {
        List<Path> others = new ArrayList<>(existing());
        Open open = current;
        if (open != null) {
            others.remove(open.path());
        }
        long bytes = 0;
        for (Path file : others) {
            bytes += Files.size(file);
        }
        long most = (long) fileBytes * (files - 1);
        for (int oldest = 0; others.size() - oldest > files - 1 || bytes > most; oldest++) {
            bytes -= Files.size(others.get(oldest));
            Files.delete(others.get(oldest));
        }
        isPruned = true;
    }

    /** Those of this run and of earlier ones, oldest first. */
    private List<Path> existing() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> FileNames.time(entry).isPresent())
                    .filter(entry -> Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    private void append(ByteBuffer lines) throws IOException {
        Open open = Optional.ofNullable(current).orElseThrow();
        long before = open.channel().position();
        try {
            while (lines.hasRemaining()) {
                open.channel().write(lines);
            }
        } catch (IOException e) {
            takeBack(open, before, e);
            throw e;
        }
    }

    // A full disk may have taken half a line.
    private void takeBack(Open open, long before, IOException failure) {
        try {
            open.channel().truncate(before).position(before);
        } catch (IOException e) {
            failure.addSuppressed(e);
            giveUp(open, before, failure);
        }
    }

    // Of files without a line none stays: each would drive out one of before, at every try.
    private void giveUp(Open open, long before, IOException failure) {
        try {
            close();
            if (before == 0) {
                Files.deleteIfExists(open.path());
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        Open open = current;
        current = null;
        if (open != null) {
            open.channel().close();
        }
    }
}
