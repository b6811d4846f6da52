package org.livechat.netlab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Runs cases with builds, and writes what was measured. */
@Command(
        name = "tests/netlab/run",
        mixinStandardHelpOptions = true,
        description = "Real browsers over bad networks against servers from their distribution folders.")
final class Main implements Callable<Integer> {
    @Option(
            names = "--builds",
            required = true,
            split = ",",
            paramLabel = "NAME=FOLDER",
            description =
                    "folders of unpacked distributions, each with a name for the tables; /usr/bin/janus for Debian's Janus")
    private Map<String, Path> builds = Map.of();

    @Option(
            names = "--cases",
            defaultValue = "down",
            description = "such as clean,down:loss=5+burst=5,up:rate=300+queue=500; or down, up, conference, all")
    private String cases = "";

    @Option(names = "--seconds", defaultValue = "30", description = "how long each case is measured")
    private int seconds;

    @Option(names = "--rounds", defaultValue = "1", description = "how often each case is run with each build")
    private int rounds;

    @Option(names = "--seed", defaultValue = "1", description = "of the losses; every round has the next")
    private long seed;

    @Option(names = "--picture", defaultValue = "640x360@30", description = "what cameras give")
    private String picture = "";

    @Option(
            names = "--conference-picture",
            defaultValue = "320x240@15",
            description = "what they give in a conference, where one machine encodes and decodes those of all")
    private String conferencePicture = "";

    @Option(
            names = "--browser-of",
            split = ",",
            paramLabel = "PERSON=BROWSER",
            description =
                    "whose browser is firefox, not chromium: of talker, A and B, and of one to four in a conference")
    private Map<String, Browser.Kind> browsers = Map.of();

    @Option(
            names = "--out",
            defaultValue = "${sys:netlab.out:-netlab.jsonl}",
            description = "where results are added, a line of JSON each")
    private Path out = Path.of("");

    /** Held, else it is forgotten with its level. It warns of having no bindings for newer browsers, and needs none. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private Main() {}

    static void main(String[] arguments) {
        SELENIUM.setLevel(Level.SEVERE);
        System.exit(new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Case> asked = Case.parseAll(cases);
        Stage.checkNames(browsers.keySet());
        List<Result> results = new ArrayList<>();
        List<Server> running = new ArrayList<>();
        Stage stage = null;
        try {
            for (Map.Entry<String, Path> build : builds.entrySet()) {
                running.add(
                        build.getValue().equals(JanusServer.PROGRAM)
                                ? JanusServer.start(build.getKey())
                                : LivechatServer.start(build.getKey(), build.getValue()));
            }
            for (Case next : asked) {
                stage = suitable(stage, next);
                for (int round = 1; round <= rounds; round++) {
                    for (Server build : round % 2 == 1 ? running : running.reversed()) {
                        results.addAll(measured(stage, next, build, round));
                    }
                }
            }
        } finally {
            if (stage != null) {
                stage.close();
            }
            for (Server build : running) {
                build.close();
            }
        }
        System.out.println(Table.of(results));
        return 0;
    }

    private Stage suitable(@Nullable Stage stage, Case next) throws IOException {
        if (stage != null && stage.suits(next.scene())) {
            return stage;
        }
        if (stage != null) {
            stage.close();
        }
        return Stage.open(
                next.scene(),
                MovingPicture.parse(next.scene() == Case.Scene.CONFERENCE ? conferencePicture : picture),
                browsers);
    }

    private List<Result> measured(Stage stage, Case next, Server build, int round)
            throws IOException, InterruptedException {
        List<Result> results;
        try {
            results = stage.run(next, build, round, seed + round - 1, Duration.ofSeconds(seconds));
        } catch (RuntimeException e) {
            System.err.println(next.name() + " with " + build.name() + " failed: " + e.getMessage());
            return List.of();
        }
        for (Result result : results) {
            Files.writeString(
                    out,
                    JsonMapper.shared().writeValueAsString(result) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            Reception heard = result.badReception();
            System.err.printf(
                    "%s %s, %s, round %d: voice made up %s %%, silent %s %%, %s frames/s, gaps %.1f s; load %.1f%n",
                    result.name(),
                    result.phase(),
                    build.name(),
                    round,
                    Figure.text(heard.concealedPercent(), 1),
                    Figure.text(heard.silentPercent(), 1),
                    Figure.text(heard.framesPerSecond(), 1),
                    heard.gapSeconds(),
                    result.load());
        }
        return results;
    }
}
