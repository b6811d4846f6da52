package org.livechat.tools.bench;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;
import org.livechat.client.OfferedTrack;
import org.livechat.tools.CommandFailed;
import org.livechat.tools.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One talker, many listeners. */
@Command(
        name = "fanout",
        mixinStandardHelpOptions = true,
        description = "One talker and many listeners in one channel.")
final class Fanout implements Callable<Integer> {
    private static final int JOINS_AT_ONCE = 32;
    private static final long MOST_SETUP_SECONDS = 60;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private TrafficOptions traffic = new TrafficOptions();

    @Option(names = "--listeners", paramLabel = "N", description = "How many hear the talker (100).")
    private int listeners = 100;

    @Option(names = "--video", description = "Send VP8 instead of Opus.")
    private boolean video;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        traffic.check();
        TrafficOptions.require("--listeners", listeners, 1, 10_000);
        if (spec == null) {
            throw new IllegalStateException("picocli gives a specification");
        }
        Screen screen = Screen.standard(spec.commandLine().getOut());
        Report report = run();
        if (json) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            all.put("scenario", "fanout").put("server", target.where());
            all.putObject("parameters")
                    .put("listeners", listeners)
                    .put("size", traffic.size)
                    .put("rate", traffic.rate)
                    .put("burst", traffic.burst)
                    .put("cipher", target.cipherName());
            report.write(all);
            screen.line(all.toPrettyString());
        } else {
            report.print(screen);
        }
        return 0;
    }

    private Report run() {
        var process = target.process();
        MediaKind kind = video ? MediaKind.VIDEO : MediaKind.AUDIO;
        List<OfferedTrack> tracks = List.of(OfferedTrack.both("0", kind));
        try (Crowd crowd = new Crowd(target.webSocket(), target.secret(), target.cipher());
                ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1)) {
            Member talker = crowd.connected();
            String channel = crowd.channel(talker, ChannelMode.PTT, listeners + 1);
            crowd.join(talker, channel, tracks);
            crowd.atOnce(listeners, JOINS_AT_ONCE, number -> crowd.join(crowd.connected(), channel, tracks));
            Source source = new Source(
                    1,
                    video,
                    traffic.size,
                    talker.peer()
                            .sending("0")
                            .orElseThrow(
                                    () -> CommandFailed.serverSaidNo("the server does not take the talker's media")),
                    () -> listeners);
            crowd.tally().add(source);
            try (Floor floor = new Floor(talker, channel, source, scheduler)) {
                Load load = new Load("server", process, List.of(source), crowd.tally(), floor::take);
                return measure(load);
            } finally {
                scheduler.shutdownNow();
            }
        }
    }

    private Report measure(Load server) {
        Report report = new Report();
        if (traffic.yardstick().isEmpty()) {
            for (int i = 0; i < traffic.rounds(); i++) {
                report.add(server.measure(traffic.rate, traffic.burst, traffic.warmUp(), traffic.time()));
            }
            return report;
        }
        long limit = 2L * traffic.rounds() * (traffic.warmUp + traffic.seconds + 5) + MOST_SETUP_SECONDS;
        try (Yardstick yardstick = Yardstick.start(
                traffic.yardstick().get(),
                target.cipher(),
                traffic.yardstickGso,
                video,
                listeners,
                traffic.size,
                limit)) {
            for (int i = 0; i < traffic.rounds(); i++) {
                report.add(server.measure(traffic.rate, traffic.burst, traffic.warmUp(), traffic.time()));
                report.add(yardstick.load().measure(traffic.rate, traffic.burst, traffic.warmUp(), traffic.time()));
            }
        }
        return report;
    }
}
