package org.livechat.record;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folder of recordings: one of each channel in it. Nobody else may look in. */
final class Folders {
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
        if (Files.isDirectory(root)) {
            try (Stream<Path> channels = Files.list(root)) {
                for (Path channel : channels.filter(Files::isDirectory).toList()) {
                    try (Stream<Path> files = Files.list(channel)) {
                        files.filter(Files::isRegularFile).forEach(all::add);
                    }
                }
            }
        }
        all.sort((one, other) -> one.getFileName().compareTo(other.getFileName()));
        return all;
    }

    /** Channels whose last recording is gone leave no folder behind. */
    static void deleteEmpty(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> channels = Files.list(root)) {
            for (Path channel : channels.filter(Files::isDirectory).toList()) {
                try {
                    Files.delete(channel);
                } catch (DirectoryNotEmptyException _) {
                    // There are recordings in it.
                }
            }
        }
    }
}
