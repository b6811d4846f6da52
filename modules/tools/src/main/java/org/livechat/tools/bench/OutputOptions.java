package org.livechat.tools.bench;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.livechat.tools.CommandFailed;
import picocli.CommandLine.Option;

/** What becomes of the figures. */
final class OutputOptions {
    @Option(names = "--json", description = "Print JSON instead of a table.")
    boolean json;

    @Option(
            names = "--sweep",
            paramLabel = "NAME=A,B,C",
            description = "Measure at several values of an option, such as listeners=10,50,100.")
    private @Nullable String sweep;

    @Option(names = "--plot", paramLabel = "FILE", description = "Draw the sweep into an SVG file.")
    private @Nullable Path plot;

    Optional<Sweep> sweep() {
        if (plot != null && sweep == null) {
            throw CommandFailed.wrongUsage("--plot draws a --sweep, and there is none");
        }
        return Optional.ofNullable(sweep).map(Sweep::parse);
    }

    Optional<Path> plot() {
        return Optional.ofNullable(plot);
    }
}
