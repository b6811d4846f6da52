package org.livechat.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.livechat.api.part.FileProblem;
import org.livechat.server.capture.CaptureFile;
import org.livechat.server.config.ConfigurationException;
import org.livechat.server.config.Overrides;
import org.livechat.server.kit.Blueprint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lcserver replay}: asks floors again what a capture says, and tells whether they decide the same. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Ask floors again what lcadmin capture has written down, in virtual time, and compare what they decide, byte for byte.",
            "Opens no port and changes nothing. Exit codes: 0 all the same, 1 something else, 2 no capture, or a policy is missing."
        })
final class Replay implements Callable<Integer> {
    private static final int OTHER = 1;

    @Parameters(paramLabel = "FILE", description = "Of the folder data/captures.")
    private @Nullable Path file;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings of policies of plug-ins, where they are not the defaults.")
    private @Nullable Path config;

    @Override
    public Integer call() {
        Path capture = Optional.ofNullable(file).orElseThrow();
        Blueprint blueprint = Blueprint.read(
                Optional.ofNullable(config), new Overrides(Map.of()), Path.of(System.getProperty("livechat.home", "")));
        try (BufferedReader lines = Files.newBufferedReader(capture, StandardCharsets.US_ASCII)) {
            CaptureFile.Outcome outcome = CaptureFile.replay(lines, blueprint::policy);
            System.out.println(outcome.difference()
                    .orElseGet(() -> "%d inputs of %d channels: all decided the same"
                            .formatted(outcome.inputs(), outcome.channels())));
            return outcome.difference().isPresent() ? OTHER : 0;
        } catch (IOException e) {
            throw new ConfigurationException("%s cannot be read: %s".formatted(capture, FileProblem.words(e)));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("%s: %s".formatted(capture, e.getMessage()));
        }
    }
}
