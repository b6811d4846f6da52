package org.livechat.tools.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
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

/** Everybody sends video to everybody: frames of several packets, each frame a keyframe. */
@Command(
        name = "conference",
        mixinStandardHelpOptions = true,
        description = "Everybody sends video to everybody; size 1100, rate 240 and burst 8 unless said otherwise.")
final class Conference implements Callable<Integer>, Scenario {
    private static final int FRAME_PACKETS = 8;
    private static final int FRAMES_PER_SECOND = 30;
    private static final int PACKET_BYTES = 1100;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private TrafficOptions traffic = new TrafficOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--members", paramLabel = "N", description = "How many (4).")
    private int members = 4;

    Conference() {
        traffic.defaults(PACKET_BYTES, FRAMES_PER_SECOND * FRAME_PACKETS, FRAME_PACKETS);
    }

    @Override
    public Integer call() {
        traffic.check();
        TrafficOptions.require("--members", members, 2, 50);
        return new TrafficRun(this, target, traffic, output)
                .execute(Screen.standard(
                        Optional.ofNullable(spec).orElseThrow().commandLine().getOut()));
    }

    @Override
    public Load open(Crowd crowd, ScheduledExecutorService scheduler) {
        List<OfferedTrack> tracks = new ArrayList<>();
        tracks.add(new OfferedTrack(Fanout.MID, MediaKind.VIDEO, true, false));
        for (int i = 1; i < members; i++) {
            tracks.add(OfferedTrack.receiving(Integer.toString(i), MediaKind.VIDEO));
        }
        Member owner = crowd.connected();
        String channel = crowd.channel(owner, ChannelMode.CONFERENCE, members);
        crowd.join(owner, channel, tracks);
        ConcurrentLinkedQueue<Member> all = new ConcurrentLinkedQueue<>(List.of(owner));
        crowd.atOnce(members - 1, Crowd.JOINS_AT_ONCE, number -> {
            Member member = crowd.connected();
            crowd.join(member, channel, tracks);
            all.add(member);
        });
        int others = members - 1;
        List<Source> sources = all.stream()
                .map(member -> crowd.source(member, Fanout.MID, true, traffic.size, () -> others))
                .toList();
        return new Load("server", target.process(), sources, crowd.tally(), () -> {});
    }

    @Override
    public String name() {
        return "conference";
    }

    @Override
    public void describe(ObjectNode parameters) {
        parameters.put("members", members);
    }

    @Override
    public boolean set(String parameter, int value) {
        if (!parameter.equals("members")) {
            return false;
        }
        TrafficOptions.require("--members", value, 2, 50);
        members = value;
        return true;
    }

    @Override
    public int yardstickReceivers() {
        return 0;
    }

    @Override
    public boolean isVideo() {
        return true;
    }
}
