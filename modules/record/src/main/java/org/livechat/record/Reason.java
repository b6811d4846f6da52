package org.livechat.record;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.livechat.api.part.PartFailed;

/** Why something failed, in words for who runs the server; a defect of the recorder is as Java says it. */
final class Reason {
    private Reason() {}

    /** For a sentence that names the file. */
    static String of(Throwable e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "there is no such file or folder";
            case FileAlreadyExistsException _ -> "something else has its name";
            case DirectoryNotEmptyException _ -> "a folder that is not empty has its name";
            case NotDirectoryException _ -> "it is no folder";
            case FileSystemException file when file.getReason() != null -> file.getReason();
            case IOException other when other.getMessage() != null -> other.getMessage();
            case IOException other -> other.getClass().getSimpleName();
            case PartFailed failed when failed.getMessage() != null -> failed.getMessage();
            default -> e.toString();
        };
    }

    /** For a sentence of many files. */
    static String withFile(Throwable e) {
        return e instanceof FileSystemException one && one.getFile() != null ? one.getFile() + ": " + of(e) : of(e);
    }
}
