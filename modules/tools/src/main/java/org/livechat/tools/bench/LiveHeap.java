package org.livechat.tools.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** How much of a Java process' heap is reachable, as the JDK's jcmd tells after a full collection. */
final class LiveHeap {
    private LiveHeap() {}

    /** Empty if no jcmd is found, or the process does not answer it. */
    static Optional<Long> bytes(long process) {
        return jcmd().flatMap(program -> ask(program, process));
    }

    private static Optional<Path> jcmd() {
        return Stream.of(Optional.ofNullable(System.getenv("JAVA_HOME")), Optional.of(System.getProperty("java.home")))
                .flatMap(Optional::stream)
                .map(home -> Path.of(home, "bin", "jcmd"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Long> ask(Path program, long process) {
        try {
            Process asked = new ProcessBuilder(program.toString(), Long.toString(process), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            Optional<Long> total = Optional.empty();
            try (BufferedReader answer = asked.inputReader()) {
                for (String line = answer.readLine(); line != null; line = answer.readLine()) {
                    // Total  instances  bytes
                    String[] words = line.strip().split("\\s+", -1);
                    if (words[0].equals("Total") && words.length == 3) {
                        total = Optional.of(Long.valueOf(words[2]));
                    }
                }
            }
            return total;
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }
}
