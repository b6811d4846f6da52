package org.livechat.tools.bench;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.livechat.tools.CommandFailed;
import org.livechat.tools.Screen;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Takes the measurements of a scenario: its rounds, at one point or at all of a sweep. */
final class TrafficRun {
    private static final long MOST_SETUP_SECONDS = 60;
    private static final long BETWEEN_ROUNDS_SECONDS = 5;

    private final Scenario scenario;
    private final TargetOptions target;
    private final TrafficOptions traffic;
    private final OutputOptions output;
    private final Progress progress;

    TrafficRun(Scenario scenario, TargetOptions target, TrafficOptions traffic, OutputOptions output) {
        this.scenario = scenario;
        this.target = target;
        this.traffic = traffic;
        this.output = output;
        this.progress = Progress.onTerminal();
    }

    int execute(Screen screen) {
        Optional<Sweep> sweep = output.sweep();
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("scenario", scenario.name()).put("server", target.where());
        Machine.describe(all.putObject("machine"));
        if (sweep.isPresent()) {
            sweep(sweep.get(), all, screen);
        } else {
            describe(all.putObject("parameters"));
            Report report = point();
            report.write(all);
            if (!output.json) {
                report.print(screen);
            }
        }
        if (output.json) {
            screen.line(all.toPrettyString());
        }
        return 0;
    }

    private void sweep(Sweep sweep, ObjectNode all, Screen screen) {
        var points = all.put("sweep", sweep.parameter()).putArray("points");
        for (int value : sweep.values()) {
            if (!scenario.set(sweep.parameter(), value) && !traffic.set(sweep.parameter(), value)) {
                throw CommandFailed.wrongUsage("--sweep: " + scenario.name() + " has no " + sweep.parameter());
            }
            traffic.check();
            ObjectNode point = points.addObject().put("value", value);
            describe(point.putObject("parameters"));
            Report report = point();
            report.write(point);
            if (!output.json) {
                screen.line(sweep.parameter() + " = " + value);
                report.print(screen);
            }
        }
        output.plot().ifPresent(file -> SweepPlot.write(all, file));
    }

    private void describe(ObjectNode parameters) {
        scenario.describe(parameters);
        traffic.describe(parameters);
        parameters.put("cipher", target.cipherName()).put("wakeful", target.wakeful);
    }

    private Report point() {
        try (Crowd crowd = new Crowd(target, progress);
                ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1)) {
            try {
                Load load = scenario.open(crowd, scheduler);
                return traffic.isSaturating() ? new Saturation(load, traffic, progress).find() : rounds(load);
            } finally {
                scheduler.shutdownNow();
            }
        } finally {
            progress.clear();
        }
    }

    private Report rounds(Load load) {
        Report report = new Report();
        if (traffic.preheat > 0) {
            progress.show(() -> "preheating: " + load.tally().openedCount() + " packets looked at");
            load.preheat(traffic.rate(), traffic.burst, traffic.preheat());
        }
        if (traffic.yardstick().isEmpty()) {
            for (int i = 0; i < traffic.rounds(); i++) {
                report.add(round(load, i));
            }
            return report;
        }
        if (scenario.yardstickReceivers() == 0) {
            throw CommandFailed.wrongUsage("--yardstick: only fanout has an equivalent in C");
        }
        long round = traffic.warmUp + traffic.seconds + BETWEEN_ROUNDS_SECONDS;
        try (Yardstick yardstick = Yardstick.start(
                traffic.yardstick().get(),
                target,
                traffic.yardstickGso,
                scenario.isVideo(),
                scenario.yardstickReceivers(),
                traffic.size,
                2 * round * traffic.rounds() + MOST_SETUP_SECONDS)) {
            for (int i = 0; i < traffic.rounds(); i++) {
                report.add(round(load, i));
                report.add(round(yardstick.load(), i));
            }
        }
        return report;
    }

    private Round round(Load load, int number) {
        progress.show(() -> String.format(
                "%s, round %d of %d: %d delivered",
                load.target(), number + 1, traffic.rounds(), load.tally().deliveredCount()));
        return load.measure(traffic.rate(), traffic.burst, traffic.warmUp(), traffic.time());
    }
}
