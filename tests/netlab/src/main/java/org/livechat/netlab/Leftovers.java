package org.livechat.netlab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * What a bench that is killed would leave behind: browsers, their drivers and servers, which go on by themselves, and folders for
 * them. All of it ends with the program, however that is ended but by SIGKILL.
 */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Set<Path> FOLDERS = ConcurrentHashMap.newKeySet();

    private static volatile boolean ending;

    private Leftovers() {}

    /** From now on, what this program has started ends with it, and so do the folders that it made here. */
    static void endWithThisProgram() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(Leftovers::end));
    }

    /** Makes a folder for a time; each browser and each server has one. None is made while the program ends. */
    static Path folder(String prefix) throws IOException {
        if (ending) {
            throw new IOException("nothing is started while the program ends");
        }
        Path folder = Files.createTempDirectory(prefix);
        FOLDERS.add(folder);
        return folder;
    }

    /** Deletes a folder with what is in it; nothing, if it is gone. */
    static void delete(Path folder) throws IOException {
        FOLDERS.remove(folder);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            // as it was to be
        }
    }

    private static void end() {
        ending = true;
        long patient = System.nanoTime() + PATIENCE.toNanos();
        // Again and again: something may just have been started.
        for (List<ProcessHandle> started = started(); !started.isEmpty(); started = started()) {
            // Listed before any of them ends, else those of one that has ended are nobody's.
            started.forEach(ProcessHandle::destroy);
            started.forEach(process -> await(process, patient));
            started.forEach(ProcessHandle::destroyForcibly);
        }
        for (Path folder : FOLDERS) {
            try {
                delete(folder);
            } catch (IOException | UncheckedIOException e) {
                System.err.println(folder + " is left behind: " + e);
            }
        }
    }

    private static List<ProcessHandle> started() {
        return ProcessHandle.current().descendants().toList();
    }

    private static void await(ProcessHandle process, long patient) {
        try {
            process.onExit().get(Math.max(0, patient - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException late) {
            // it is ended by force
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
