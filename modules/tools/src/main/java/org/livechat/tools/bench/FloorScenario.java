package org.livechat.tools.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.livechat.api.ChannelMode;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ClientMessage;
import org.livechat.tools.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Members who take the floor and give it back, one after the other, as fast as the server lets them. */
@Command(
        name = "floor",
        mixinStandardHelpOptions = true,
        description = "Floor requests a second in one channel, and from request to GRANTED.")
final class FloorScenario implements Callable<Integer> {
    /** Below the rate limit of a session, with two frames a turn. */
    private static final int TURNS_A_SECOND_OF_A_MEMBER = 15;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(names = "--members", paramLabel = "N", description = "How many are in the channel (100).")
    private int members = 100;

    @Option(names = "--seconds", paramLabel = "N", description = "How long is measured (10).")
    private int seconds = 10;

    @Option(names = "--warm-up", paramLabel = "N", description = "Seconds before that do not count (3).")
    private int warmUp = 3;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        TrafficOptions.require("--members", members, 1, 10_000);
        TrafficOptions.require("--seconds", seconds, 1, 3600);
        TrafficOptions.require("--warm-up", warmUp, 0, 3600);
        Progress progress = Progress.onTerminal();
        Figures figures = new Figures("floor", target);
        figures.parameters().put("members", members).put("seconds", seconds).put("warm_up", warmUp);
        try (Crowd crowd = new Crowd(target, progress)) {
            List<Member> all = Collections.synchronizedList(new ArrayList<>());
            Member owner = crowd.connected();
            String channel = crowd.channel(owner, ChannelMode.PTT, members);
            enter(crowd, owner, channel);
            all.add(owner);
            crowd.atOnce(members - 1, Crowd.JOINS_AT_ONCE, number -> {
                Member member = crowd.connected();
                enter(crowd, member, channel);
                all.add(member);
            });
            turns(crowd, all, channel, warmUp, new Histogram());
            OptionalLong process = target.process();
            ProcessUsage before = ProcessUsage.ofOptional(process);
            Histogram latency = new Histogram();
            double took = turns(crowd, all, channel, seconds, latency);
            CpuUse cpu = CpuUse.between(before, ProcessUsage.ofOptional(process));
            progress.clear();
            ObjectNode summary = figures.summary();
            summary.put("grants", latency.total())
                    .put("grants_per_second", latency.total() / took)
                    .put("cpu_ns_per_grant", latency.total() == 0 ? 0 : (double) cpu.totalNanos() / latency.total());
            summary.set("grant_latency_us", Round.percentiles(latency));
        }
        figures.show(
                json,
                Screen.standard(
                        Optional.ofNullable(spec).orElseThrow().commandLine().getOut()));
        return 0;
    }

    private static void enter(Crowd crowd, Member member, String channel) {
        crowd.attempt(() -> member.signaling()
                .ask(
                        new ClientMessage.ChannelJoin(channel, 0, Optional.empty(), Optional.empty(), List.of(), false),
                        AckData.Joined.class,
                        Member.PATIENCE));
    }

    private double turns(Crowd crowd, List<Member> all, String channel, int time, Histogram latency) {
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(time);
        long leastNanos = TimeUnit.SECONDS.toNanos(1) / ((long) TURNS_A_SECOND_OF_A_MEMBER * all.size());
        for (int turn = 0; System.nanoTime() - end < 0; turn++) {
            Pacer.waitUntil(start + turn * leastNanos);
            Member member = all.get(turn % all.size());
            crowd.attempt(() -> {
                long asked = System.nanoTime();
                var _ = member.requestFloor(channel).get(Member.PATIENCE.toSeconds(), TimeUnit.SECONDS);
                latency.record(System.nanoTime() - asked);
                var _ = member.releaseFloor(channel).get(Member.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            });
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
