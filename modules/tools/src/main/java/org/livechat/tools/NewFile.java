package org.livechat.tools;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file that a command is asked to make, and that is never written over. */
final class NewFile {
    private NewFile() {}

    /** @throws CommandFailed when there is one already, or no folder for it */
    static void require(Path file) {
        if (Files.exists(file)) {
            throw CommandFailed.wrongUsage("there is a file " + file + " already; choose another name");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw CommandFailed.wrongUsage("there is no folder " + folder + " for the file " + file.getFileName());
        }
    }

    /** Why it could not be written, or what was to be in it could not be read. */
    static CommandFailed failed(String what, Path file, IOException e) {
        String start = what + " could not be written to " + file + ": ";
        return e instanceof FileSystemException local
                ? CommandFailed.notWritten(start + reason(local))
                : CommandFailed.notConnected(start + e.getMessage());
    }

    // Its message is the name of a file that nobody has heard of.
    private static String reason(FileSystemException e) {
        return e instanceof AccessDeniedException
                ? "this user may not"
                : Optional.ofNullable(e.getReason()).orElseGet(e::toString);
    }
}
