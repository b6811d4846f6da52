package org.livechat.tools.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
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
import tools.jackson.databind.node.ObjectNode;

/** Sessions that do nothing. */
@Command(
        name = "idle",
        mixinStandardHelpOptions = true,
        description = "What sessions cost that do nothing: heap, resident memory and CPU of each.")
final class Idle implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(names = "--sessions", paramLabel = "N", description = "How many (1000).")
    private int sessions = 1000;

    @Option(names = "--media", description = "Each joins a channel, and connects its media.")
    private boolean media;

    @Option(names = "--per-channel", paramLabel = "N", description = "With --media: members of each channel (20).")
    private int perChannel = 20;

    @Option(names = "--seconds", paramLabel = "N", description = "How long they stay (20).")
    private int seconds = 20;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    /** @param heapBytes of what is reachable; empty if the JDK's jcmd is not at hand */
    private record Memory(Optional<Long> heapBytes, ProcessUsage usage) {}

    @Override
    public Integer call() {
        TrafficOptions.require("--sessions", sessions, 1, 20_000);
        TrafficOptions.require("--per-channel", perChannel, 1, 1000);
        TrafficOptions.require("--seconds", seconds, 1, 3600);
        OptionalLong process = target.process();
        if (process.isEmpty()) {
            throw CommandFailed.wrongUsage("idle looks at the server's process: run it there, or give --server-pid");
        }
        Progress progress = Progress.onTerminal();
        Figures figures = new Figures("idle", target);
        figures.parameters().put("sessions", sessions).put("media", media).put("seconds", seconds);
        try (Crowd crowd = new Crowd(target, progress)) {
            // what is made once, is not a session's
            enter(crowd, 1);
            Memory before = memory(process.getAsLong());
            enter(crowd, sessions);
            progress.show(() -> "all are there");
            Memory after = memory(process.getAsLong());
            Pacer.waitUntil(System.nanoTime() + Duration.ofSeconds(seconds).toNanos());
            CpuUse cpu = CpuUse.between(after.usage(), ProcessUsage.now(process.getAsLong()));
            long lost = crowd.members().stream()
                    .filter(member -> member.lost().isDone())
                    .count();
            progress.clear();
            write(figures.summary(), before, after, cpu, lost);
        }
        figures.show(
                json,
                Screen.standard(
                        Optional.ofNullable(spec).orElseThrow().commandLine().getOut()));
        return 0;
    }

    private void enter(Crowd crowd, int count) {
        if (!media) {
            crowd.atOnce(count, Crowd.JOINS_AT_ONCE, number -> crowd.connected());
            return;
        }
        List<OfferedTrack> tracks = List.of(OfferedTrack.both(Fanout.MID, MediaKind.AUDIO));
        int channels = (count + perChannel - 1) / perChannel;
        crowd.atOnce(channels, Crowd.JOINS_AT_ONCE, number -> {
            Member owner = crowd.connected();
            String channel = crowd.channel(owner, ChannelMode.PTT, perChannel);
            crowd.join(owner, channel, tracks);
            int members = Math.min(perChannel, count - number * perChannel);
            for (int i = 1; i < members; i++) {
                crowd.join(crowd.connected(), channel, tracks);
            }
        });
    }

    private static Memory memory(long process) {
        return new Memory(LiveHeap.bytes(process), ProcessUsage.now(process));
    }

    private void write(ObjectNode summary, Memory before, Memory after, CpuUse cpu, long lost) {
        summary.put("sessions", sessions).put("lost", lost);
        if (before.heapBytes().isPresent() && after.heapBytes().isPresent()) {
            long more = after.heapBytes().get() - before.heapBytes().get();
            summary.put("heap_bytes", after.heapBytes().get()).put("heap_bytes_per_session", more / sessions);
        }
        long more = after.usage().residentBytes() - before.usage().residentBytes();
        summary.put("resident_bytes", after.usage().residentBytes())
                .put("resident_bytes_per_session", more / sessions)
                .put("cpu_share", cpu.totalNanos() / (seconds * 1e9))
                .put("cpu_ns_per_session_and_second", (double) cpu.totalNanos() / seconds / sessions);
    }
}
