package org.livechat.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command in a pseudo-terminal, which script(1) of util-linux makes; its output is what a person would see. */
final class Terminal implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int BUFFER = 8192;

    private final Process process;
    private final StringBuilder seen = new StringBuilder();

    private Terminal(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    static Terminal run(ProcessBuilder command) throws IOException {
        String quoted = command.command().stream().map(Terminal::quoted).collect(Collectors.joining(" "));
        var script = new ProcessBuilder(List.of("script", "--quiet", "--return", "--command", quoted, "/dev/null"))
                .directory(command.directory());
        script.environment().put("TERM", "xterm-256color");
        return new Terminal(script.start());
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private void read() {
        char[] buffer = new char[BUFFER];
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (int length = reader.read(buffer); length >= 0; length = reader.read(buffer)) {
                synchronized (seen) {
                    seen.append(buffer, 0, length);
                    seen.notifyAll();
                }
            }
        } catch (IOException end) {
            synchronized (seen) {
                seen.append(end); // the terminal is closed with the process
            }
        }
    }

    /** Waits until this has been written, and returns all that was, with a line feed alone at the end of a line. */
    String await(String text) throws InterruptedException {
        return awaitTimes(text, 1);
    }

    /** As the other one, for a text that is written again and again. */
    String awaitTimes(String text, int times) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        synchronized (seen) {
            while (screen().split(Pattern.quote(text), -1).length <= times) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError("no '" + text + "' but: " + screen());
                }
                TimeUnit.NANOSECONDS.timedWait(seen, left);
            }
            return screen();
        }
    }

    private String screen() {
        return seen.toString().replace("\r\n", "\n");
    }

    /** The key combination that interrupts. */
    void controlC() throws IOException {
        process.getOutputStream().write(3);
        process.getOutputStream().flush();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
            throw new AssertionError("it does not end: " + screen());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
