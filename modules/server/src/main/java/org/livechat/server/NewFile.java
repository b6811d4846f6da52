package org.livechat.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A small file for its owner's eyes, which is there as a whole or not at all, whenever the power fails or the disk is full:
 * it is written aside, forced to the disk, and then given its name.
 */
final class NewFile {
    private static final String ASIDE = ".new";

    private NewFile() {}

    /**
     * Makes it with one line in it, and the folders that it is in.
     *
     * @throws FileAlreadyExistsException if there is one meanwhile, which is left as it is
     * @throws IOException if it cannot be written; nothing is left of it then
     */
    static void write(Path file, String line) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path aside = Files.createTempFile(folder, file.getFileName() + ".", ASIDE, forOwner(folder));
        try {
            try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            name(aside, file);
            force(folder);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** Fails where another one has the name, which a rename would replace. */
    private static void name(Path aside, Path file) throws IOException {
        try {
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (NoSuchFileException swept) {
            // Another one has been made and named meanwhile, see below.
            throw Files.exists(file) ? new FileAlreadyExistsException(file.toString()) : swept;
        } catch (IOException | UnsupportedOperationException e) {
            // A file system without hard links.
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Deletes what those have left of a file beside it who were killed while they made it. It has to be there: then nobody needs them. */
    static void sweepBeside(Path file) {
        String name = file.getFileName().toString();
        try (DirectoryStream<Path> left =
                Files.newDirectoryStream(file.toAbsolutePath().getParent(), name + ".*" + ASIDE)) {
            for (Path aside : left) {
                Files.deleteIfExists(aside);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // A folder that may only be read: they are as harmless as before.
            return;
        }
    }

    /** Some file systems cannot: the name is theirs to keep. */
    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return;
        }
    }

    private static FileAttribute<?>[] forOwner(Path folder) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
