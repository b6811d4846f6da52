package org.livechat.tools;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code lcadmin dump}: has the server write down what it is at, for those who look for a fault in it. */
@Command(
        name = "dump",
        mixinStandardHelpOptions = true,
        description = {
            "Have the server write a flight recording, a heap dump, or one after the other, and wait until it is done.",
            "Without options: what there is. The files stay on the server's machine, in the folder that is named, for its owner's eyes."
        },
        footer = {
            "",
            "A flight recording tells where time goes. It has names of classes, threads and files, texts of exceptions and addresses in it.",
            "A heap dump has everything in it: the clients' secret, tokens, keys, messages and the last voices. While it is written, about a "
                    + "second a GB, the server stands still, and so does all media."
        })
final class DumpCommand implements Runnable {
    private static final String PATH = "/admin/dump";
    /** As the server bounds it. */
    private static final Duration LONGEST_RECORDING = Duration.ofMinutes(10);

    private static final String RUNNING = "running";

    @ParentCommand
    private @Nullable LcAdmin admin;

    @Option(
            names = "--record",
            paramLabel = "TIME",
            converter = TimeSpan.class,
            description = "A flight recording of so long, such as 30s; 10m at most.")
    private @Nullable Duration recording;

    @Option(
            names = "--heap",
            description = "A heap dump, with every secret and voice in it. The server stands still meanwhile.")
    private boolean heap;

    @Override
    public void run() {
        LcAdmin.requireAtMost("--record", recording, LONGEST_RECORDING, "10m");
        LcAdmin lcadmin = Optional.ofNullable(admin).orElseThrow();
        AdminClient client = lcadmin.client();
        if (recording == null && !heap) {
            lcadmin.show(client.get(PATH), AdminTables::dumps);
            return;
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        Optional.ofNullable(recording).ifPresent(length -> body.put("recording_secs", length.toSeconds()));
        if (heap) {
            body.put("heap", true);
        }
        JsonNode order = client.send("POST", PATH, body);
        while (order.path("state").asString("").equals(RUNNING) && LcAdmin.pause()) {
            order = client.get(PATH).path("latest");
        }
        if (order.path("error").isString()) {
            throw CommandFailed.serverSaidNo("the dump failed: " + AdminTables.text(order, "error"));
        }
        lcadmin.done(order, "on the server's machine: " + AdminTables.text(order, "files"));
    }
}
