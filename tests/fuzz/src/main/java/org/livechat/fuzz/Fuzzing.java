package org.livechat.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs one target in a JVM of its own, as the fuzzer ends that by itself.
 *
 * @param seed what the fuzzer's choices come from: another one with each run that goes on in a folder, or it tries the same again
 * @param folder where inputs that it finds worth keeping are kept, and those that break something
 */
record Fuzzing(Target target, int seed, Path folder) {
    private static final Pattern DONE = Pattern.compile("Done (\\d+) (?:runs )?in (\\d+) second");

    /**
     * What came of it.
     *
     * @param isSound whether no input has broken anything
     * @param executions how many inputs were tried
     * @param said all that the fuzzer said
     */
    record Result(boolean isSound, long executions, String said) {}

    /** As many inputs, which are over before C2 has compiled anything worth while. */
    Result inputs(long count) throws IOException, InterruptedException {
        return run("-XX:TieredStopAtLevel=1", "-runs=" + count);
    }

    /** For so long. */
    Result seconds(String count) throws IOException, InterruptedException {
        return run("-XX:+TieredCompilation", "-max_total_time=" + count);
    }

    private Result run(String compiler, String limit) throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(folder.resolve(target.label()));
        List<byte[]> seeds = Seeds.of(target);
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                compiler,
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("fuzz.classpath", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.entry(),
                "--instrumentation_includes=org.livechat.**",
                "--disabled_hooks=.*",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/" + target.label() + "-",
                "-seed=" + seed,
                "-max_len=" + target.longest(),
                "-rss_limit_mb=2048",
                limit,
                corpus.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        Matcher done = DONE.matcher(said);
        return new Result(code == 0, done.find() ? Long.parseLong(done.group(1)) : 0, said);
    }
}
