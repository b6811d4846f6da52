package org.livechat.distribution;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A disk of 16 MiB of its own, which can be full, or take nothing for a while. Only root can make one. */
final class SmallDisk implements AutoCloseable {
    private static final int BYTES = 16 << 20;
    private static final int BLOCK = 4096;
    private static final String LONGEST_FREEZE = "120s";

    private final Path mountedAt;
    private final Path filling;
    private boolean isFrozen;

    private SmallDisk(Path mountedAt) {
        this.mountedAt = mountedAt;
        this.filling = mountedAt.resolve("filling");
    }

    /** In memory (tmpfs). */
    static SmallDisk inMemory(Path folder) throws IOException {
        mount("-t", "tmpfs", "-o", "size=" + BYTES, "tmpfs", folder.toString());
        return new SmallDisk(folder);
    }

    /** In a file (ext4 on a loop device), which can be frozen. */
    static SmallDisk inFile(Path folder, Path file) throws IOException {
        try (var image = new RandomAccessFile(file.toFile(), "rw")) {
            image.setLength(BYTES);
        }
        Ran made = run("mkfs.ext4", "-q", file.toString());
        assumeTrue(made.exitCode() == 0, () -> "skipped: mkfs.ext4 makes no file system here: " + made.err());
        mount("-o", "loop", file.toString(), folder.toString());
        return new SmallDisk(folder);
    }

    private static void mount(String... arguments) throws IOException {
        var line = new ArrayList<>(List.of("mount"));
        line.addAll(List.of(arguments));
        Ran mounted = run(line.toArray(String[]::new));
        assumeTrue(mounted.exitCode() == 0, () -> "skipped: nothing can be mounted here: " + mounted.err());
    }

    private static Ran run(String... line) throws IOException {
        return Ran.of(new ProcessBuilder(line));
    }

    /** A new folder on it, of the user who runs the server. */
    Path folder(String name) throws IOException {
        Path folder = Files.createDirectory(mountedAt.resolve(name));
        Files.setOwner(
                folder, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        return folder;
    }

    /** Leaves no room, but within blocks that are used already. */
    void fill() throws IOException {
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(filling)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw full;
            }
        }
    }

    void makeRoom() throws IOException {
        Files.delete(filling);
    }

    /** Lets who waits write. */
    interface Frozen extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /** From now on who writes waits, until it is thawed. */
    Frozen freeze() throws IOException {
        Process deadline = thawsInTheEnd();
        Ran done = run("fsfreeze", "--freeze", mountedAt.toString());
        if (done.exitCode() != 0) {
            end(deadline);
        }
        assumeTrue(done.exitCode() == 0, () -> "skipped: no file system can be frozen here: " + done.err());
        isFrozen = true;
        return () -> {
            thaw();
            end(deadline);
        };
    }

    private void thaw() throws IOException {
        Ran thawed = run("fsfreeze", "--unfreeze", mountedAt.toString());
        if (thawed.exitCode() != 0) {
            throw new IOException(mountedAt + " is frozen, and is not thawed: " + thawed.err());
        }
        isFrozen = false;
    }

    /** A test that is killed leaves no frozen disk behind, at which others would wait for ever. */
    private Process thawsInTheEnd() throws IOException {
        return new ProcessBuilder(
                        "sh", "-c", "sleep \"$1\" && fsfreeze --unfreeze \"$0\"", mountedAt.toString(), LONGEST_FREEZE)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
    }

    private static void end(Process deadline) {
        deadline.descendants().forEach(ProcessHandle::destroyForcibly);
        deadline.destroyForcibly();
    }

    @Override
    public void close() throws IOException {
        if (isFrozen) {
            throw new IOException(mountedAt + " is frozen, and stays mounted until it is thawed");
        }
        // Lazily: who was killed may not be gone yet.
        Ran unmounted = run("umount", "--lazy", mountedAt.toString());
        if (unmounted.exitCode() != 0) {
            throw new IOException(mountedAt + " is not unmounted: " + unmounted.err());
        }
    }
}
