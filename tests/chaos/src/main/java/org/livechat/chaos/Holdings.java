package org.livechat.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server's process has, from /proc and behind a full collection.
 *
 * @param threads how many of each name, without the numbers in it
 * @param descriptors how many of each kind: files by name, sockets and pipes without their numbers
 * @param objects how many of each class are reachable
 * @param heapBytes of all that is reachable
 */
record Holdings(
        Map<String, Integer> threads, Map<String, Integer> descriptors, Map<String, Integer> objects, long heapBytes) {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    /** Place: instances, bytes, class and maybe module. */
    private static final Pattern CLASS = Pattern.compile("^\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    static Holdings of(ServerProcess server) throws IOException {
        Path process = Path.of("/proc", Long.toString(server.pid()));
        var objects = new TreeMap<String, Integer>();
        long bytes = 0;
        for (String line : histogram(server)) {
            Matcher matcher = CLASS.matcher(line);
            if (matcher.matches()) {
                objects.merge(matcher.group(3), Integer.parseInt(matcher.group(1)), Integer::sum);
                bytes += Long.parseLong(matcher.group(2));
            }
        }
        if (objects.isEmpty()) {
            throw new IOException("jcmd tells nothing of process " + server.pid());
        }
        return new Holdings(
                counted(process.resolve("task"), task -> Files.readString(task.resolve("comm"))),
                counted(process.resolve("fd"), fd -> Files.readSymbolicLink(fd).toString()),
                objects,
                bytes);
    }

    private static List<String> histogram(ServerProcess server) throws IOException {
        Process jcmd = new ProcessBuilder(
                        server.program("jcmd").toString(), Long.toString(server.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = jcmd.inputReader(StandardCharsets.UTF_8)) {
            return lines.lines().toList();
        }
    }

    private interface Name {
        String of(Path entry) throws IOException;
    }

    private static Map<String, Integer> counted(Path folder, Name name) throws IOException {
        var counts = new TreeMap<String, Integer>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                try {
                    counts.merge(DIGITS.matcher(name.of(entry).strip()).replaceAll("#"), 1, Integer::sum);
                } catch (IOException gone) {
                    // ended or closed since the folder was read
                }
            }
        }
        return counts;
    }

    int threadCount() {
        return sum(threads);
    }

    int descriptorCount() {
        return sum(descriptors);
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What has become more of than that, beyond what {@code allowed} says of each name. */
    static Map<String, String> grown(
            Map<String, Integer> before, Map<String, Integer> after, Function<String, Integer> allowed) {
        var grown = new TreeMap<String, String>();
        after.forEach((name, count) -> {
            int had = before.getOrDefault(name, 0);
            if (count > had + allowed.apply(name)) {
                grown.put(name, had + " -> " + count);
            }
        });
        return grown;
    }
}
