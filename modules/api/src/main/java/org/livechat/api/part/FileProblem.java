package org.livechat.api.part;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file cannot be read or written, in words for who runs the server: {@code there is no such file}. */
public final class FileProblem {
    private FileProblem() {}

    /** A part of a sentence, without the name of the file where Java's own reason has it, and without names of classes. */
    public static String words(IOException problem) {
        return switch (problem) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "this user may not";
            case NotDirectoryException _ -> "it is no folder";
            case FileSystemException other when other.getReason() != null -> inWords(other.getReason());
            default ->
                inWords(problem.getMessage() == null ? "for a reason that Java does not say" : problem.getMessage());
        };
    }

    private static String inWords(String reason) {
        return switch (reason) {
            case "Is a directory" -> "it is a folder";
            case "Not a directory" -> "a part of its path is no folder";
            default -> reason.lines().findFirst().orElse(reason);
        };
    }
}
