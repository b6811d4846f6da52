package org.livechat.tools.bench;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;
import org.livechat.client.OfferedTrack;
import org.livechat.tools.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** One talker, many listeners. */
@Command(
        name = "fanout",
        mixinStandardHelpOptions = true,
        description = "One talker and many listeners in one channel.")
final class Fanout implements Callable<Integer>, Scenario {
    static final String MID = "0";

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private TrafficOptions traffic = new TrafficOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--listeners", paramLabel = "N", description = "How many hear the talker (100).")
    private int listeners = 100;

    @Option(names = "--video", description = "Send VP8 instead of Opus.")
    private boolean video;

    @Override
    public Integer call() {
        traffic.check();
        TrafficOptions.require("--listeners", listeners, 1, 10_000);
        return new TrafficRun(this, target, traffic, output)
                .execute(Screen.standard(
                        Optional.ofNullable(spec).orElseThrow().commandLine().getOut()));
    }

    @Override
    public Load open(Crowd crowd, ScheduledExecutorService scheduler) {
        List<OfferedTrack> tracks = List.of(OfferedTrack.both(MID, video ? MediaKind.VIDEO : MediaKind.AUDIO));
        Member talker = crowd.connected();
        String channel = crowd.channel(talker, ChannelMode.PTT, listeners + 1);
        crowd.join(talker, channel, tracks);
        crowd.atOnce(listeners, Crowd.JOINS_AT_ONCE, number -> crowd.join(crowd.connected(), channel, tracks));
        int receivers = listeners;
        Source source = crowd.source(talker, MID, video, traffic.size, () -> receivers);
        Floor floor = new Floor(talker, channel, source, scheduler);
        return new Load("server", target.process(), List.of(source), crowd.tally(), floor::ensure);
    }

    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public void describe(ObjectNode parameters) {
        parameters.put("listeners", listeners).put("video", video);
    }

    @Override
    public boolean set(String parameter, int value) {
        if (!parameter.equals("listeners")) {
            return false;
        }
        TrafficOptions.require("--listeners", value, 1, 10_000);
        listeners = value;
        return true;
    }

    @Override
    public int yardstickReceivers() {
        return listeners;
    }

    @Override
    public boolean isVideo() {
        return video;
    }
}
