package org.livechat.tools;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/** {@code lcadmin capture}: has the server write down what its floors are asked and decide. */
@Command(
        name = "capture",
        mixinStandardHelpOptions = true,
        description = {
            "What floors are asked and decide, in a file on the server's machine that can be asked again: lcserver replay FILE.",
            "It has ids of users and channels in it, priorities and times; no media, no messages, no tokens. 64 MiB at most."
        })
final class CaptureCommand implements Runnable {
    private static final String PATH = "/admin/capture";

    @ParentCommand
    private @Nullable LcAdmin admin;

    @Override
    public void run() {
        JsonNode latest = lcadmin().client().get(PATH).path("latest");
        lcadmin()
                .done(
                        latest,
                        latest.isObject() ? sentence(latest) : "nothing has been captured since the server started");
    }

    @Command(mixinStandardHelpOptions = true, description = "Begin one.")
    void begin() {
        JsonNode begun = lcadmin().client().send("POST", PATH);
        lcadmin().done(begun, sentence(begun));
    }

    @Command(mixinStandardHelpOptions = true, description = "End the one that runs.")
    void end() {
        JsonNode ended = lcadmin().client().send("DELETE", PATH);
        lcadmin().done(ended, sentence(ended));
    }

    private static String sentence(JsonNode capture) {
        String inputs = AdminTables.text(capture, "inputs") + " inputs";
        return "on the server's machine: " + AdminTables.text(capture, "file") + ", "
                + (capture.path("running").asBoolean(false)
                        ? "which goes on, with " + inputs + " so far"
                        : "with " + inputs + "; it has ended since " + AdminTables.text(capture, "end"));
    }

    private LcAdmin lcadmin() {
        return Optional.ofNullable(admin).orElseThrow();
    }
}
