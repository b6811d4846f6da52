package org.livechat.tools.bench;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;
import org.livechat.client.OfferedTrack;

/** Channels in each of which one talks, burst after burst, and others listen. */
final class Turns {
    private final Crowd crowd;
    private final List<Floor> floors;
    private final ScheduledExecutorService scheduler;

    /** Lets all join. */
    Turns(
            Crowd crowd,
            int channels,
            int listeners,
            boolean record,
            int payloadBytes,
            ScheduledExecutorService scheduler) {
        this.crowd = crowd;
        this.scheduler = scheduler;
        List<OfferedTrack> tracks = List.of(OfferedTrack.both(Fanout.MID, MediaKind.AUDIO));
        var made = new ConcurrentLinkedQueue<Floor>();
        crowd.atOnce(channels, Crowd.JOINS_AT_ONCE, _ -> {
            Member talker = crowd.connected();
            String channel = crowd.channel(talker, ChannelMode.PTT, listeners + 1, record);
            crowd.join(talker, channel, tracks);
            for (int i = 0; i < listeners; i++) {
                crowd.join(crowd.connected(), channel, tracks);
            }
            Source source = crowd.source(talker, Fanout.MID, false, payloadBytes, () -> listeners);
            made.add(new Floor(talker, channel, source, scheduler));
        });
        this.floors = List.copyOf(made);
    }

    Load load(TargetOptions target) {
        List<Source> sources = floors.stream().map(Floor::source).toList();
        return new Load("server", target.process(), sources, crowd.tally(), () -> floors.forEach(Floor::ensure));
    }

    /** Ends the turns. */
    interface Going extends AutoCloseable {
        @Override
        void close();
    }

    /** From now on each talker ends its burst after so many seconds and begins another one; not all at once. */
    Going begin(int seconds) {
        var next = new AtomicInteger();
        ExecutorService talkers = Executors.newVirtualThreadPerTaskExecutor();
        long nanos = TimeUnit.SECONDS.toNanos(seconds) / floors.size();
        ScheduledFuture<?> turning = scheduler.scheduleAtFixedRate(
                () -> {
                    Floor floor = floors.get(next.getAndIncrement() % floors.size());
                    talkers.execute(floor::turn);
                },
                nanos,
                nanos,
                TimeUnit.NANOSECONDS);
        return () -> {
            turning.cancel(false);
            talkers.close();
        };
    }
}
