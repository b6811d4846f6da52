package org.livechat.tools.bench;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.livechat.tools.CommandFailed;
import org.livechat.tools.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What recording costs: the same load in channels that are recorded and in others that are not, in turns. */
@Command(
        name = "recorded",
        mixinStandardHelpOptions = true,
        description = {
            "What recording costs: talkers in channels that are recorded, and as many in others that are not, in turns.",
            "Needs channels.record_by_clients, and the admin token for what is written."
        })
final class Recorded implements Callable<Integer> {
    private static final String VARIABLE = "LIVECHAT_ADMIN_TOKEN";

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private TrafficOptions traffic = new TrafficOptions();

    @Option(names = "--channels", paramLabel = "N", description = "How many channels of each kind (200).")
    private int channels = 200;

    @Option(names = "--listeners", paramLabel = "N", description = "Listeners in each, besides its talker (1).")
    private int listeners = 1;

    @Option(names = "--turn", paramLabel = "SECONDS", description = "How long a burst is, about (10).")
    private int turn = 10;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        traffic.check();
        TrafficOptions.require("--channels", channels, 1, 4000);
        TrafficOptions.require("--listeners", listeners, 1, 1000);
        TrafficOptions.require("--turn", turn, 1, 3600);
        OptionalLong process = target.process();
        if (process.isEmpty()) {
            throw CommandFailed.wrongUsage(
                    "recorded looks at the server's process: run it there, or give --server-pid");
        }
        if (traffic.isSaturating() || traffic.yardstick().isPresent()) {
            throw CommandFailed.wrongUsage("recorded has no --yardstick and no --rate max");
        }
        var figures = new Figures("recorded", target);
        figures.parameters()
                .put("channels", channels)
                .put("listeners", listeners)
                .put("turn", turn);
        traffic.describe(figures.parameters());
        RecordedReport report = measure(new ServerFigures(target, token(), process.getAsLong()));
        report.write(figures.summary());
        figures.show(
                json,
                Screen.standard(
                        Optional.ofNullable(spec).orElseThrow().commandLine().getOut()));
        return 0;
    }

    private RecordedReport measure(ServerFigures server) {
        Progress progress = Progress.onTerminal();
        var report = new RecordedReport();
        try (Crowd plain = new Crowd(target, progress);
                ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2)) {
            try {
                var unrecorded = new Turns(plain, channels, listeners, false, traffic.size, scheduler);
                try (Crowd heard = new Crowd(target, progress)) {
                    var recorded = new Turns(heard, channels, listeners, true, traffic.size, scheduler);
                    if (traffic.preheat > 0) {
                        recorded.load(target).preheat(traffic.rate(), traffic.burst, traffic.preheat());
                        unrecorded.load(target).preheat(traffic.rate(), traffic.burst, traffic.preheat());
                    }
                    for (int i = 0; i < traffic.rounds(); i++) {
                        int number = i + 1;
                        progress.show(() -> "round %d of %d".formatted(number, traffic.rounds()));
                        report.unrecorded(round(unrecorded, server));
                        report.recorded(round(recorded, server));
                    }
                }
            } finally {
                scheduler.shutdownNow();
            }
        } finally {
            progress.clear();
        }
        return report;
    }

    private RecordedReport.Measured round(Turns turns, ServerFigures server) {
        Map<String, Double> before = server.now();
        Round round;
        try (Turns.Going _ = turns.begin(turn)) {
            round = turns.load(target).measure(traffic.rate(), traffic.burst, traffic.warmUp(), traffic.time());
        }
        return new RecordedReport.Measured(round, ServerFigures.between(before, server.now()));
    }

    private static String token() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .map(String::strip)
                .orElseThrow(() -> CommandFailed.wrongUsage("no admin token: set " + VARIABLE));
    }
}
