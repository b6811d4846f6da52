package org.livechat.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Runs shell commands as an author of a plug-in would: with a JDK in the path and LIVECHAT naming the distribution. */
final class Shell {
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    private Shell() {}

    static ProcessBuilder process(String script, Path folder, Path distribution) {
        var builder = new ProcessBuilder("sh", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        var environment = builder.environment();
        environment.put("LIVECHAT", distribution.toString());
        environment.put("JAVA_HOME", JAVA_HOME.toString());
        environment.merge("PATH", JAVA_HOME.resolve("bin").toString(), (path, bin) -> bin + File.pathSeparator + path);
        return builder;
    }

    /** Runs a script to its end, which has to be a good one. */
    static void run(String script, Path folder, Path distribution) throws IOException, InterruptedException {
        var process = process(script, folder, distribution).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("exit code; it said: %s", output).isZero();
    }
}
