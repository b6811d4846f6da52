package org.livechat.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;

/** The wall clock of a process of its own, which a test sets while that runs. */
final class WallClock implements AutoCloseable {
    private static final Path COMPILER = Path.of("/usr/bin/gcc");
    private static final Path SOURCE = Path.of("src/test/c/wall_clock.c");

    private final Path folder;
    private final Path preload;
    private final Path ahead;

    private WallClock(Path folder) {
        this.folder = folder;
        this.preload = folder.resolve("wall_clock.so");
        this.ahead = folder.resolve("ahead");
    }

    /** Makes one that is right; the test is left out where there is no compiler of C. */
    static WallClock make() throws IOException {
        assumeTrue(Files.isExecutable(COMPILER), "no " + COMPILER);
        // Without a blank, which the dynamic linker takes for the end of a name.
        Path folder = Files.createTempDirectory("wall-clock-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var clock = new WallClock(folder);
        clock.isAhead(Duration.ZERO);
        Ran compiled = Ran.of(new ProcessBuilder(
                COMPILER.toString(),
                "-Wall",
                "-Wextra",
                "-Werror",
                "-O2",
                "-shared",
                "-fPIC",
                "-o",
                clock.preload.toString(),
                SOURCE.toString(),
                "-ldl"));
        assertThat(compiled.err()).isEmpty();
        return clock;
    }

    /** What has a process go by it. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", preload.toString(), "WALL_CLOCK", ahead.toString());
    }

    /** Sets it: so much ahead of the machine's, from now on. */
    void isAhead(Duration time) throws IOException {
        try (FileChannel file = FileChannel.open(ahead, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(
                    ByteBuffer.allocate(Long.BYTES)
                            .order(ByteOrder.nativeOrder())
                            .putLong(time.toSeconds())
                            .flip(),
                    0);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(preload);
        Files.deleteIfExists(ahead);
        Files.deleteIfExists(folder);
    }
}
