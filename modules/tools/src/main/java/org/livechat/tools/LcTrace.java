package org.livechat.tools;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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
    private static final String DATA = "data: ";
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
            description = "The last N events of before, such as --last 20. Ends with them, unless --follow is given.")
    private @Nullable Long last;

    @Option(names = "--follow", description = "Go on after those of --last with what happens then.")
    private boolean follow;

    @Option(names = "--json", description = "Print an event's JSON a line.")
    private boolean json;

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
        boolean endsWithPast = last != null && !follow;
        show(screen, (last == null ? "?last=0" : "?last=" + last) + (endsWithPast ? "&follow=false" : ""));
        while (!once && !endsWithPast) {
            tell("the connection to " + server.where() + " ended; trying again");
            Thread.sleep(BEFORE_RECONNECT);
            try {
                show(screen, "?last=0");
            } catch (CommandFailed absent) {
                if (absent.exitCode() != CommandFailed.NOT_CONNECTED) {
                    throw absent;
                }
            }
        }
        return 0;
    }

    private void tell(String sentence) {
        var err = Optional.ofNullable(spec).orElseThrow().commandLine().getErr();
        err.println("lctrace: " + sentence);
        err.flush();
    }

    /** Shows events until the stream ends. */
    private void show(Screen screen, String query) {
        String path = channel == null ? "/trace" : "/trace/" + AdminClient.segment(channel);
        try (BufferedReader stream = new BufferedReader(
                new InputStreamReader(new AdminClient(server).stream(path + query), StandardCharsets.UTF_8))) {
            for (String line = stream.readLine(); line != null; line = stream.readLine()) {
                if (line.startsWith(DATA)) {
                    show(line.substring(DATA.length()), screen);
                }
            }
        } catch (IOException _) {
            // The server or the network went away in the middle of an event, which ends the stream like its end does.
        }
    }

    private void show(String data, Screen screen) {
        JsonNode event;
        try {
            event = JSON.readTree(data);
        } catch (JacksonException _) {
            throw CommandFailed.serverSaidNo("what answers at " + server.where() + " is no livechat server");
        }
        if (filter.shows(event)) {
            screen.line(json ? data : lines.of(event, screen));
        }
    }
}
