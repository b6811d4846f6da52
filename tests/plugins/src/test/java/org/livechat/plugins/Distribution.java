package org.livechat.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The packaged distribution, copied so that a test can put plug-ins into it. */
final class Distribution {
    private static final Path PACKAGED = Path.of("../../distribution/target/livechat");

    private Distribution() {}

    /** Copies it to a folder that is not there yet, and returns that. */
    static Path copyTo(Path folder) throws IOException {
        assertThat(PACKAGED.resolve("bin/lcserver")).exists();
        try (Stream<Path> files = Files.walk(PACKAGED)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(PACKAGED.relativize(file).toString()));
            }
        }
        assertThat(folder.resolve("bin/lcserver").toFile().setExecutable(true)).isTrue();
        return folder;
    }
}
