package org.livechat.tools;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
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
            "Exit codes: 0 done, 1 the server said no, 2 wrong usage, 3 could not connect.",
            "Shell completion: source <(lctrace generate-completion)"
        })
public final class LcTrace implements Callable<Integer> {
    private static final Duration BEFORE_RECONNECT = Duration.ofSeconds(1);
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
            defaultValue = "25s",
            description =
                    "How long nothing may come, not even a sign of life, before it connects anew. Default 25s; the server"
                            + " gives one every 15 s.")
    private Duration patience = Duration.ofSeconds(25);

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
        Screen screen = Screen.standard(
                Optional.ofNullable(spec).orElseThrow().commandLine().getOut());
        for (String name : filter.otherNames()) {
            tell("no packet is called " + name + "; shown is what the server or a plug-in calls so");
        }
        EventStream events = new EventStream(patience);
        boolean endsWithPast = last != null && !follow;
        EventStream.End end = show(
                events, screen, (last == null ? "?last=0" : "?last=" + last) + (endsWithPast ? "&follow=false" : ""));
        while (!once && !endsWithPast) {
            tell(inWords(end));
            Thread.sleep(BEFORE_RECONNECT);
            try {
                end = show(events, screen, "?last=0");
            } catch (CommandFailed absent) {
                if (absent.exitCode() != CommandFailed.NOT_CONNECTED) {
                    throw absent;
                }
                end = EventStream.End.CLOSED;
            }
        }
        return 0;
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

    /** Shows events until the stream ends; behind what was shown before, where the server still has that. */
    private EventStream.End show(EventStream events, Screen screen, String query) {
        String path = channel == null ? "/trace" : "/trace/" + AdminClient.segment(channel);
        return events.read(
                new AdminClient(server).stream(path + query, events.seen(), patience), data -> show(data, screen));
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
