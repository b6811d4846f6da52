package org.livechat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What bench/run printed and how it ended.
 *
 * @param exitCode 0 if it could measure
 * @param out standard output
 * @param err standard error
 */
record BenchRun(int exitCode, String out, String err) {
    private static final long LIMIT_SECONDS = 120;

    /** Runs bench/run with what the build has packaged. */
    static BenchRun of(String... arguments) throws IOException, InterruptedException {
        return run("../../bench/run", arguments);
    }

    /** Runs lcbench alone. */
    static BenchRun lcbench(String... arguments) throws IOException, InterruptedException {
        return run("../../distribution/target/livechat/bin/lcbench", arguments);
    }

    private static BenchRun run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Path.of(program).toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LCBENCH_BUILD", "no");
        builder.environment().put("LCBENCH_YARDSTICK", hasCompiler() ? "yes" : "no");
        Process process = builder.start();
        var err = new StringBuilder();
        Thread reader = Thread.ofVirtual()
                .start(() -> process.errorReader()
                        .lines()
                        .forEach(line -> err.append(line).append('\n')));
        Thread guard = Thread.ofVirtual().start(() -> endAfterLimit(process));
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        guard.interrupt();
        reader.join();
        return new BenchRun(exitCode, out, err.toString());
    }

    static boolean hasCompiler() {
        return List.of(System.getenv("PATH").split(":", -1)).stream()
                .anyMatch(folder -> Path.of(folder, "gcc").toFile().canExecute());
    }

    JsonNode json() {
        assertThat(exitCode).as(out + err).isZero();
        return JsonMapper.shared().readTree(out);
    }

    private static void endAfterLimit(Process process) {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
