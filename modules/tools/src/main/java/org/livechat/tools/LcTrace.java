package org.livechat.tools;

import java.io.InputStream;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code lctrace}: shows what happens in a running server, a line an event. */
@Command(
        name = "lctrace",
        mixinStandardHelpOptions = true,
        versionProvider = ToolVersion.class,
        subcommands = GenerateCompletion.class,
        description =
                "Shows what happens in a running livechat server, until interrupted, or what has happened (--last).",
        footer = {
            "",
            "Exit codes: 0 done, 1 the server said no, 2 wrong usage, 3 could not connect, 4 could not print.",
            "Shell completion: source <(lctrace generate-completion)"
        })
public final class LcTrace implements Callable<Integer> {
    private static final Duration BEFORE_RECONNECT = Duration.ofSeconds(1);
    private static final Duration BETWEEN_SIGNS_OF_LIFE = Duration.ofSeconds(15);
    private static final Duration LEAST_PATIENCE = BETWEEN_SIGNS_OF_LIFE.multipliedBy(2);
    private static final Pattern CHANNEL = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9_.-]{1,64}");
    private static final JsonMapper JSON = JsonMapper.shared();

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private TraceFilter filter = new TraceFilter();

    @Parameters(arity = "0..1", paramLabel = "CHANNEL", description = "Events of this channel alone.")
    private @Nullable String channel;

    @Option(
            names = "--last",
            paramLabel = "N",
            description =
                    "The last N events of before, of CHANNEL where it is given, such as --last 20. They are counted before"
                            + " --filter, --user, --dir and --op. Ends with them, unless --follow is given.")
    private @Nullable Long last;

    @Option(names = "--follow", description = "Go on after those of --last with what happens then.")
    private boolean follow;

    @Option(names = "--json", description = "Print an event's JSON a line.")
    private boolean json;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            converter = TimeSpan.class,
            defaultValue = "30s",
            description =
                    "How long nothing may come, not even a sign of life, before it connects anew. 30s, the default, is the"
                            + " least: the server gives one every 15 s.")
    private Duration patience = LEAST_PATIENCE;

    @Option(names = "--once", description = "End when the server closes the stream, instead of connecting again.")
    private boolean once;

    private final TraceLine lines = new TraceLine(ZoneId.systemDefault());

    private LcTrace() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command as picocli runs it, for main and for tests. */
    public static CommandLine commandLine() {
        return Failures.reported(new CommandLine(new LcTrace()));
    }

    /** What is refused or absent at the first try ends the command; later it tries again and again. */
    @Override
    public Integer call() throws InterruptedException {
        requireSound();
        Screen screen = Screen.standard(
                Optional.ofNullable(spec).orElseThrow().commandLine().getOut());
        for (String name : filter.otherNames()) {
            tell("no packet is called " + name + "; shown is what the server or a plug-in calls so");
        }
        EventStream events = new EventStream(patience);
        boolean endsWithPast = last != null && !follow;
        InputStream stream =
                open(events, (last == null ? "?last=0" : "?last=" + last) + (endsWithPast ? "&follow=false" : ""));
        EventStream.End end = events.read(stream, data -> show(data, screen));
        while (!once && !endsWithPast) {
            tell(inWords(end));
            stream = openAgain(events);
            tell("the server at " + server.where() + " answers again; going on");
            end = events.read(stream, data -> show(data, screen));
        }
        return 0;
    }

    private void requireSound() {
        if (patience.compareTo(LEAST_PATIENCE) < 0) {
            throw CommandFailed.wrongUsage(
                    "--patience is %d s, but has to be %d s at least: the server gives a sign of life every %d s"
                            .formatted(
                                    patience.toSeconds(),
                                    LEAST_PATIENCE.toSeconds(),
                                    BETWEEN_SIGNS_OF_LIFE.toSeconds()));
        }
        if (last != null && last < 0) {
            throw CommandFailed.wrongUsage("--last is " + last + ", but has to be 0 or more");
        }
        if (channel != null && !CHANNEL.matcher(channel).matches()) {
            throw CommandFailed.wrongUsage("no channel can be called '" + channel
                    + "'; an id is 1 to 64 characters of A-Z a-z 0-9 _ - . and neither . nor ..");
        }
    }

    /** Tries until the server is back, without a word. */
    private InputStream openAgain(EventStream events) throws InterruptedException {
        while (true) {
            Thread.sleep(BEFORE_RECONNECT);
            try {
                return open(events, "?last=0");
            } catch (CommandFailed absent) {
                if (absent.exitCode() != CommandFailed.NOT_CONNECTED) {
                    throw absent;
                }
            }
        }
    }

    private String inWords(EventStream.End end) {
        return switch (end) {
            case CLOSED -> "the connection to " + server.where() + " ended; trying again";
            case SILENT ->
                "nothing has come from " + server.where() + " for " + patience.toSeconds()
                        + " s, not even a sign of life; trying again";
        };
    }

    private void tell(String sentence) {
        var err = Optional.ofNullable(spec).orElseThrow().commandLine().getErr();
        err.println("lctrace: " + sentence);
        err.flush();
    }

    /** The events behind what was shown before, where the server still has that. */
    private InputStream open(EventStream events, String query) {
        String path = channel == null ? "/trace" : "/trace/" + AdminClient.segment(channel);
        return new AdminClient(server).stream(path + query, events.seen(), patience);
    }

    private void show(String data, Screen screen) {
        JsonNode event;
        try {
            event = JSON.readTree(data);
        } catch (JacksonException _) {
            throw CommandFailed.serverSaidNo("what answers at " + server.where() + " is no livechat server");
        }
        if (filter.shows(event)) {
            screen.line(json ? HarmlessText.json(data) : lines.of(event, screen));
        }
    }
}
