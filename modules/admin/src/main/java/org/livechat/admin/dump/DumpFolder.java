package org.livechat.admin.dump;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.livechat.api.part.PartFailed;

/**
 * The folder that dumps are in, for its owner's eyes: so many files, so many bytes, and never the last of the disk. What is too much is
 * refused; nothing is deleted by itself, since somebody may need it. Any thread.
 */
public final class DumpFolder {
    private static final long MIB = 1L << 20;
    /** Left to everybody else on the disk. */
    private static final long RESERVE_BYTES = 256 * MIB;

    private final Path folder;
    private final int mostFiles;
    private final long mostBytes;

    /**
     * A finished dump, or what a crash has left of one.
     *
     * @param madeAtMillis when it was written last, Unix time
     */
    public record DumpFile(String name, long bytes, long madeAtMillis) {}

    /** @param folder made when it is needed */
    public DumpFolder(Path folder, int mostFiles, int mostMebibytes) {
        this.folder = folder.toAbsolutePath().normalize();
        this.mostFiles = mostFiles;
        this.mostBytes = mostMebibytes * MIB;
    }

    /** Where dumps are, from the root on. */
    public Path path() {
        return folder;
    }

    /** All that is there, by name and so by age. */
    public List<DumpFile> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .sorted()
                    .map(DumpFolder::file)
                    .toList();
        } catch (IOException e) {
            throw new PartFailed("%s cannot be read: %s".formatted(folder, e), e);
        } catch (UncheckedIOException e) {
            throw new PartFailed("%s cannot be read: %s".formatted(folder, e.getCause()), e);
        }
    }

    private static DumpFile file(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new DumpFile(
                    path.getFileName().toString(),
                    attributes.size(),
                    attributes.lastModifiedTime().toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes the folder, and sees to it that there is room for more.
     *
     * @throws PartFailed when not, with what an operator can do about it
     */
    void requireRoom(int files, long bytes) {
        try {
            Files.createDirectories(folder, forOwner("rwx------"));
            List<DumpFile> present = files();
            if (present.size() + files > mostFiles) {
                throw new PartFailed(
                        "%s has %d dumps, and there may be %d (admin.dump_files); delete those that nobody needs"
                                .formatted(folder, present.size(), mostFiles));
            }
            long taken = present.stream().mapToLong(DumpFile::bytes).sum();
            if (taken + bytes > mostBytes) {
                throw new PartFailed(
                        "this may take %d MiB and dumps in %s take %d, but all may take %d MiB (admin.dump_mib); delete those that nobody needs"
                                .formatted(mebibytes(bytes), folder, mebibytes(taken), mebibytes(mostBytes)));
            }
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < bytes + RESERVE_BYTES) {
                throw new PartFailed(
                        "this may take %d MiB, but the disk of %s has %d MiB left, of which %d are not for dumps"
                                .formatted(mebibytes(bytes), folder, mebibytes(free), mebibytes(RESERVE_BYTES)));
            }
        } catch (IOException e) {
            throw new PartFailed("%s cannot be written: %s".formatted(folder, e), e);
        }
    }

    private FileAttribute<?>[] forOwner(String permissions) {
        boolean isPosix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Makes an empty file for its owner's eyes. */
    void create(Path file) throws IOException {
        Files.createFile(file, forOwner("rw-------"));
    }

    private static long mebibytes(long bytes) {
        return (bytes + MIB - 1) / MIB;
    }
}
