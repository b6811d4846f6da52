package org.livechat.record;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import org.livechat.api.part.FileProblem;
import org.livechat.api.part.PartFailed;

/** Why something failed, in words for who runs the server; a defect of the recorder is as Java says it. */
final class Reason {
    private Reason() {}

    /** For a sentence that names the file. */
    static String of(Throwable e) {
        return switch (e) {
            case FileAlreadyExistsException _ -> "something else has its name";
            case DirectoryNotEmptyException _ -> "a folder that is not empty has its name";
            case IOException other -> FileProblem.words(other);
            case PartFailed failed when failed.getMessage() != null -> failed.getMessage();
            default -> e.toString();
        };
    }

    /** For a sentence of many files. */
    static String withFile(Throwable e) {
        return e instanceof FileSystemException one && one.getFile() != null ? one.getFile() + ": " + of(e) : of(e);
    }
}
