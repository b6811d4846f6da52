package org.livechat.tools.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.livechat.tools.Failures;
import org.livechat.tools.Screen;
import org.livechat.tools.ToolVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code lcbench}: loads a running server with real clients and says what it costs. */
@Command(
        name = "lcbench",
        mixinStandardHelpOptions = true,
        versionProvider = ToolVersion.class,
        subcommands = {
            Fanout.class,
            Channels.class,
            Conference.class,
            Recorded.class,
            FloorScenario.class,
            Join.class,
            Idle.class
        },
        description = "Loads a running livechat server with real clients, and measures it.",
        footer = {"", "Exit codes: 0 done, 1 the server said no, 2 wrong usage, 3 could not connect, 4 could not print."
        })
public final class LcBench implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--compare",
            arity = "2",
            paramLabel = "FILE",
            description = "Show two results of --json beside one another.")
    private List<Path> compare = List.of();

    private LcBench() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command as picocli runs it, for main and for tests. */
    public static CommandLine commandLine() {
        return Failures.reported(new CommandLine(new LcBench()));
    }

    @Override
    public void run() {
        CommandLine command = Optional.ofNullable(spec).orElseThrow().commandLine();
        if (!compare.isEmpty()) {
            Comparison.print(compare.get(0), compare.get(1), Screen.standard(command.getOut()));
            return;
        }
        throw new ParameterException(command, "say what to measure, such as: lcbench fanout");
    }
}
