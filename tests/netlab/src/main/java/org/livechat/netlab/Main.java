package org.livechat.netlab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
                    "who has firefox, or libwebrtc by itself, and not chromium: of talker, A and B, and firefox of one to four in a"
                            + " conference")
    private Map<String, Agent> browsers = Map.of();

    @Option(
            names = "--page",
            defaultValue = "console",
            description = "what people at livechat use: the console, or a plain page as Janus's people have,"
                    + " which leaves more of the machine to what is measured")
    private LivechatPage page = LivechatPage.CONSOLE;

    @Option(
            names = "--out",
            defaultValue = "${sys:netlab.out:-netlab.jsonl}",
            description = "where results are added, a line of JSON each")
    private Path out = Path.of("");

    @Option(
            names = "--resume",
            description = "goes on where a run was interrupted: what --out has of the same case, build, folder, round,"
                    + " seed, seconds, picture and browsers is not measured again")
    private boolean resume;

    /** Held, else it is forgotten with its level. It warns of having no bindings for newer browsers, and needs none. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private Main() {}

    static void main(String[] arguments) {
        Leftovers.endWithThisProgram();
        SELENIUM.setLevel(Level.SEVERE);
        System.exit(new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Matrix.Settings settings = new Matrix.Settings(
                Case.parseAll(cases), builds, rounds, seed, seconds, picture, conferencePicture, page, browsers);
        ResultFile file = new ResultFile(out);
        List<Result> results;
        try (Matrix matrix = new Matrix(settings, file, resume ? file.read() : List.of())) {
            results = matrix.run();
        }
        System.out.println(Comparison.of(results) + "\n" + Table.of(results));
        return 0;
    }
}
