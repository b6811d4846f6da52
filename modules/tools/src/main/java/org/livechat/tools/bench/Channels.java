package org.livechat.tools.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
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

/** Many small channels, of which some talk. */
@Command(
        name = "channels",
        mixinStandardHelpOptions = true,
        description = "Many channels with some listeners each, a share of them talking.")
final class Channels implements Callable<Integer>, Scenario {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private TrafficOptions traffic = new TrafficOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--channels", paramLabel = "N", description = "How many channels (100).")
    private int channels = 100;

    @Option(names = "--listeners", paramLabel = "N", description = "Listeners in each, besides its talker (5).")
    private int listeners = 5;

    @Option(
            names = "--talking",
            paramLabel = "N",
            description = "In so many channels of a hundred somebody talks (10).")
    private int talking = 10;

    /** A channel's owner, who may talk. */
    private record Group(Member owner, String channel) {}

    @Override
    public Integer call() {
        traffic.check();
        check();
        return new TrafficRun(this, target, traffic, output)
                .execute(Screen.standard(
                        Optional.ofNullable(spec).orElseThrow().commandLine().getOut()));
    }

    private void check() {
        TrafficOptions.require("--channels", channels, 1, 9000);
        TrafficOptions.require("--listeners", listeners, 1, 1000);
        TrafficOptions.require("--talking", talking, 1, 100);
    }

    @Override
    public Load open(Crowd crowd, ScheduledExecutorService scheduler) {
        List<OfferedTrack> tracks = List.of(OfferedTrack.both(Fanout.MID, MediaKind.AUDIO));
        Map<Integer, Group> groups = new ConcurrentSkipListMap<>();
        int receivers = listeners;
        crowd.atOnce(channels, Crowd.JOINS_AT_ONCE, number -> {
            Member owner = crowd.connected();
            String channel = crowd.channel(owner, ChannelMode.PTT, receivers + 1);
            crowd.join(owner, channel, tracks);
            for (int i = 0; i < receivers; i++) {
                crowd.join(crowd.connected(), channel, tracks);
            }
            groups.put(number, new Group(owner, channel));
        });
        int talkers = Math.max(1, channels * talking / 100);
        List<Floor> floors = groups.values().stream()
                .limit(talkers)
                .map(group -> new Floor(
                        group.owner(),
                        group.channel(),
                        crowd.source(group.owner(), Fanout.MID, false, traffic.size, () -> receivers),
                        scheduler))
                .toList();
        List<Source> sources = floors.stream().map(Floor::source).toList();
        return new Load("server", target.process(), sources, crowd.tally(), () -> floors.forEach(Floor::ensure));
    }

    @Override
    public String name() {
        return "channels";
    }

    @Override
    public void describe(ObjectNode parameters) {
        parameters.put("channels", channels).put("listeners", listeners).put("talking_percent", talking);
    }

    @Override
    public boolean set(String parameter, int value) {
        switch (parameter) {
            case "channels" -> channels = value;
            case "listeners" -> listeners = value;
            case "talking" -> talking = value;
            default -> {
                return false;
            }
        }
        check();
        return true;
    }

    @Override
    public int yardstickReceivers() {
        return 0;
    }

    @Override
    public boolean isVideo() {
        return false;
    }
}
