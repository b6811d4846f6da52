package org.livechat.tools;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program ffmpeg of this machine, which decodes recordings and encodes what is made of them. */
record Ffmpeg(String program) {
    /** @throws CommandFailed when there is none */
    void require() {
        run(List.of("-version"));
    }

    /** Whether it makes files of sound whose names end in this, with so many tracks. Leaves none behind. */
    boolean makes(String ending, int tracks) {
        try {
            Path folder = Files.createTempDirectory("lcadmin");
            Path made = folder.resolve("nothing" + ending);
            try {
                List<String> arguments =
                        new ArrayList<>(List.of("-f", "s16le", "-ar", "48000", "-ac", "1", "-i", "file:/dev/null"));
                for (int i = 0; i < tracks; i++) {
                    arguments.addAll(List.of("-map", "0:a"));
                }
                arguments.add("file:" + made);
                run(arguments);
                return true;
            } catch (CommandFailed _) {
                return false;
            } finally {
                Files.deleteIfExists(made);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw CommandFailed.notWritten("a file for ffmpeg could not be made: " + e.getMessage());
        }
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
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw CommandFailed.wrongUsage(
                        said.isEmpty()
                                ? "ffmpeg failed with exit code " + exitCode + " and said nothing"
                                : "ffmpeg failed: " + said.replaceAll("\\s*\\R\\s*", "; "));
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
