package org.livechat.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A command that has come to its end.
 *
 * @param exitCode what it told its caller
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record Ran(int exitCode, String out, String err) {
    private static final long PATIENCE_SECONDS = 120;

    /** Runs a command to its end, with nothing on its standard input. */
    public static Ran of(ProcessBuilder command) throws IOException {
        Process process = command.start();
        process.getOutputStream().close();
        var err = CompletableFuture.supplyAsync(() -> {
            try {
                return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try (var out = process.getInputStream()) {
            String written = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("it did not end: " + command.command());
            }
            return new Ran(process.exitValue(), written, err.join());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
    }
}
