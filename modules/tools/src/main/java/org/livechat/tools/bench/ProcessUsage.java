package org.livechat.tools.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.livechat.tools.CommandFailed;

/**
 * What a process on this machine has used so far, from /proc.
 *
 * @param userNanos CPU time in user mode, in steps of 10 ms
 * @param systemNanos CPU time in the kernel, in steps of 10 ms
 * @param residentBytes memory now
 * @param threads by thread id
 */
record ProcessUsage(long userNanos, long systemNanos, long residentBytes, Map<Long, OfThread> threads) {
    private static final long NANOS_PER_TICK = 10_000_000L;
    private static final long PAGE_BYTES = 4096;
    private static final int USER_FIELD = 11;
    private static final int SYSTEM_FIELD = 12;
    private static final int RESIDENT_FIELD = 21;

    /** A thread's name and the nanoseconds that it ran. */
    record OfThread(String name, long nanos) {}

    /** Nothing, if the process is not known. */
    static ProcessUsage ofOptional(OptionalLong pid) {
        return pid.isPresent() ? now(pid.getAsLong()) : new ProcessUsage(0, 0, 0, Map.of());
    }

    static ProcessUsage now(long pid) {
        try {
            Path folder = Path.of("/proc", Long.toString(pid));
            String stat = Files.readString(folder.resolve("stat"));
            // the name of the command may hold spaces and stands in brackets
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return new ProcessUsage(
                    Long.parseLong(fields[USER_FIELD]) * NANOS_PER_TICK,
                    Long.parseLong(fields[SYSTEM_FIELD]) * NANOS_PER_TICK,
                    Long.parseLong(fields[RESIDENT_FIELD]) * PAGE_BYTES,
                    threads(folder.resolve("task")));
        } catch (IOException gone) {
            throw CommandFailed.wrongUsage(
                    "process " + pid + " cannot be looked at in /proc (" + gone.getMessage() + ")");
        }
    }

    private static Map<Long, OfThread> threads(Path folder) throws IOException {
        Map<Long, OfThread> threads = new HashMap<>();
        List<Path> tasks;
        try (Stream<Path> found = Files.list(folder)) {
            tasks = found.toList();
        }
        for (Path task : tasks) {
            try {
                String[] schedule = Files.readString(task.resolve("schedstat")).split(" ", -1);
                threads.put(
                        Long.parseLong(task.getFileName().toString()),
                        new OfThread(Files.readString(task.resolve("comm")).strip(), Long.parseLong(schedule[0])));
            } catch (IOException _) {
                // the thread has ended
            }
        }
        return threads;
    }

    /** The process that listens at a TCP port of this machine, if this user may see it. */
    static Optional<Long> listeningAt(int port) {
        try {
            for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
                for (String line : Files.readAllLines(Path.of(table))) {
                    String[] words = line.strip().split("\\s+", -1);
                    if (words.length > 9 && words[3].equals("0A") && words[1].endsWith(String.format(":%04X", port))) {
                        Optional<Long> owner = ownerOf("socket:[" + words[9] + "]");
                        if (owner.isPresent()) {
                            return owner;
                        }
                    }
                }
            }
        } catch (IOException _) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<Long> ownerOf(String socket) throws IOException {
        List<Path> processes;
        try (Stream<Path> found = Files.list(Path.of("/proc"))) {
            processes = found.filter(path ->
                            Character.isDigit(path.getFileName().toString().charAt(0)))
                    .toList();
        }
        return processes.stream()
                .filter(process -> holds(process.resolve("fd"), socket))
                .map(process -> Long.valueOf(process.getFileName().toString()))
                .findFirst();
    }

    private static boolean holds(Path descriptors, String socket) {
        try (Stream<Path> found = Files.list(descriptors)) {
            return found.anyMatch(descriptor -> {
                try {
                    return Files.readSymbolicLink(descriptor).toString().equals(socket);
                } catch (IOException _) {
                    return false;
                }
            });
        } catch (IOException _) {
            return false;
        }
    }
}
