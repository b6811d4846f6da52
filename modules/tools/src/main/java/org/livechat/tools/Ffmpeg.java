package org.livechat.tools;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The program ffmpeg of this machine, which decodes recordings and encodes what is made of them. */
record Ffmpeg(String program) {
    /** @throws CommandFailed when there is none */
    void require() {
        run(List.of("-version"));
    }

    /**
     * Runs it to its end; nothing is asked, nothing written over.
     *
     * @throws CommandFailed when there is none, or with what it says is wrong
     */
    void run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program, "-nostdin", "-hide_banner", "-loglevel", "error"));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said;
            try (InputStream errors = process.getErrorStream()) {
                said = new String(errors.readAllBytes(), StandardCharsets.UTF_8).strip();
            }
            if (process.waitFor() != 0) {
                throw CommandFailed.wrongUsage("ffmpeg failed: " + said.replaceAll("\\s*\\R\\s*", "; "));
            }
        } catch (IOException _) {
            throw CommandFailed.wrongUsage("an export needs the program ffmpeg, and there is no '" + program
                    + "' on this machine: install it, or say where it is by --ffmpeg FILE");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw CommandFailed.notConnected("interrupted");
        }
    }
}
