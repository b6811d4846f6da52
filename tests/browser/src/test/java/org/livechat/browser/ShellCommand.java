package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of the system that has to work. */
final class ShellCommand {
    private static final long PATIENCE_SECONDS = 20;

    private ShellCommand() {}

    /** Runs one, whose words are apart by blanks; what it says is told if it fails. */
    static void run(String command) throws IOException {
        Process process = new ProcessBuilder(List.of(command.split(" ")))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(hasEnded(process)).as(command).isTrue();
        assertThat(process.exitValue()).as("%s: %s", command, said).isZero();
    }

    /** Whether a process has ended, for which it is waited a while. */
    static boolean hasEnded(Process process) throws InterruptedIOException {
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a command ran");
        }
    }
}
