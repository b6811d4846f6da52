package org.livechat.tools.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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

/** Many join at once, while a talker goes on. */
@Command(
        name = "join",
        mixinStandardHelpOptions = true,
        description =
                "A storm of joins: handshakes a second, time to media, and what a talker's listeners lose meanwhile.")
final class Join implements Callable<Integer> {
    private static final int PAYLOAD_BYTES = 160;
    private static final int PACKETS_PER_SECOND = 50;
    private static final Duration SLICE = Duration.ofMillis(200);
    private static final Duration WARM_UP = Duration.ofSeconds(2);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(names = "--clients", paramLabel = "N", description = "How many join (1000).")
    private int clients = 1000;

    @Option(names = "--at-once", paramLabel = "N", description = "How many at a time (all).")
    private int atOnce = 10_000;

    @Option(names = "--per-channel", paramLabel = "N", description = "Members of each channel that they join (50).")
    private int perChannel = 50;

    @Option(
            names = "--listeners",
            paramLabel = "N",
            description = "Listeners of the talker meanwhile; 0: no talker (10).")
    private int listeners = 10;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    private final Histogram timeToMedia = new Histogram();

    @Override
    public Integer call() {
        TrafficOptions.require("--clients", clients, 1, 10_000);
        TrafficOptions.require("--at-once", atOnce, 1, 10_000);
        TrafficOptions.require("--per-channel", perChannel, 2, 1000);
        TrafficOptions.require("--listeners", listeners, 0, 1000);
        Progress progress = Progress.onTerminal();
        Figures figures = new Figures("join", target);
        figures.parameters()
                .put("clients", clients)
                .put("at_once", Math.min(atOnce, clients))
                .put("per_channel", perChannel)
                .put("listeners", listeners)
                .put("cipher", target.cipherName());
        try (Crowd crowd = new Crowd(target, progress);
                ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1)) {
            try {
                measure(crowd, talker(crowd, scheduler), figures.summary());
            } finally {
                scheduler.shutdownNow();
                progress.clear();
            }
        }
        figures.show(
                json,
                Screen.standard(
                        Optional.ofNullable(spec).orElseThrow().commandLine().getOut()));
        return 0;
    }

    private List<Source> talker(Crowd crowd, ScheduledExecutorService scheduler) {
        if (listeners == 0) {
            return List.of();
        }
        List<OfferedTrack> tracks = List.of(OfferedTrack.both(Fanout.MID, MediaKind.AUDIO));
        Member talker = crowd.connected();
        String channel = crowd.channel(talker, ChannelMode.PTT, listeners + 1);
        crowd.join(talker, channel, tracks);
        crowd.atOnce(listeners, Crowd.JOINS_AT_ONCE, number -> crowd.join(crowd.connected(), channel, tracks));
        Source source = crowd.source(talker, Fanout.MID, false, PAYLOAD_BYTES, () -> listeners);
        new Floor(talker, channel, source, scheduler).ensure();
        return List.of(source);
    }

    private void measure(Crowd crowd, List<Source> sources, ObjectNode summary) {
        List<String> channels = channels(crowd);
        Pacer pacer = new Pacer(sources, PACKETS_PER_SECOND, 1);
        if (!sources.isEmpty()) {
            pacer.run(WARM_UP);
        }
        crowd.tally().clear();
        OptionalLong process = target.process();
        ProcessUsage before = ProcessUsage.ofOptional(process);
        sources.forEach(Source::measure);
        AtomicInteger failed = new AtomicInteger();
        AtomicReference<String> firstFailure = new AtomicReference<>("");
        long start = System.nanoTime();
        CompletableFuture<Void> storm = CompletableFuture.runAsync(() -> crowd.atOnce(clients, atOnce, number -> {
            try {
                long begun = System.nanoTime();
                Member member = crowd.connected();
                crowd.join(
                        member,
                        channels.get(number / perChannel),
                        List.of(OfferedTrack.both(Fanout.MID, MediaKind.AUDIO)));
                joined(member.peer().connectedNanos() - begun);
            } catch (CommandFailed reason) {
                failed.incrementAndGet();
                firstFailure.compareAndSet("", String.valueOf(reason.getMessage()));
            }
        }));
        while (!storm.isDone()) {
            if (sources.isEmpty()) {
                Pacer.waitUntil(System.nanoTime() + SLICE.toNanos());
            } else {
                pacer.run(SLICE);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        sources.forEach(Source::measured);
        CpuUse cpu = CpuUse.between(before, ProcessUsage.ofOptional(process));
        try {
            storm.join();
        } catch (CompletionException e) {
            throw CommandFailed.serverSaidNo(String.valueOf(e.getCause()));
        }
        Load.drain(crowd.tally());
        long connected = timeToMedia.total();
        summary.put("connected", connected).put("failed", failed.get());
        if (failed.get() > 0) {
            summary.put("first_failure", firstFailure.get());
        }
        summary.put("seconds", seconds)
                .put("joins_per_second", connected / seconds)
                .put("cpu_us_per_join", connected == 0 ? 0 : cpu.totalNanos() / 1e3 / connected)
                .put("joins_per_second_of_a_core", cpu.totalNanos() == 0 ? 0 : connected * 1e9 / cpu.totalNanos());
        summary.set("time_to_media_us", Round.percentiles(timeToMedia));
        if (!sources.isEmpty()) {
            summary.put("talker_expected", crowd.tally().expectedPackets())
                    .put("talker_delivered", crowd.tally().deliveredCount())
                    .put(
                            "talker_lost",
                            crowd.tally().expectedPackets() - crowd.tally().deliveredCount());
            summary.set("talker_latency_us", Round.percentiles(crowd.tally().latency()));
        }
    }

    private synchronized void joined(long nanos) {
        timeToMedia.record(nanos);
    }

    /** Owned by users who stay outside, so that joining is all that is measured. */
    private List<String> channels(Crowd crowd) {
        List<String> channels = Collections.synchronizedList(new ArrayList<>());
        Member owner = crowd.connected();
        for (int i = 0; i * perChannel < clients; i++) {
            channels.add(crowd.channel(owner, ChannelMode.PTT, perChannel));
        }
        return channels;
    }
}
