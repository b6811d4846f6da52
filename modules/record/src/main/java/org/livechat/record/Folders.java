package org.livechat.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folder of recordings: one of each channel in it. Nobody else may look in. */
final class Folders {
    /** Where it is a file system of its own, that has a folder for itself, which is no channel's and which root alone may read. */
    private static final String OF_FILE_SYSTEM = "lost+found";

    private Folders() {}

    static void make(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /** All files of all channels, by name and so by time. */
    static List<Path> files(Path root) throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path channel : channels(root)) {
            try (Stream<Path> files = Files.list(channel)) {
                all.addAll(read(files.filter(Files::isRegularFile)));
            }
        }
        all.sort((one, other) -> one.getFileName().compareTo(other.getFileName()));
        return all;
    }

    /** Channels whose last recording is gone leave no folder behind. */
    static void deleteEmpty(Path root) throws IOException {
        for (Path channel : channels(root)) {
            try {
                Files.delete(channel);
            } catch (DirectoryNotEmptyException _) {
                // There are recordings in it.
            }
        }
    }

    private static List<Path> channels(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return read(folders.filter(Files::isDirectory)
                    .filter(folder -> !folder.getFileName().toString().equals(OF_FILE_SYSTEM)));
        }
    }

    /** What is in a folder; one that can be opened may still not be read. */
    static List<Path> read(Stream<Path> folder) throws IOException {
        try {
            return folder.toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
