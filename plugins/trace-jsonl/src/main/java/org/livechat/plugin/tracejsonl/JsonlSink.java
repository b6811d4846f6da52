package org.livechat.plugin.tracejsonl;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.livechat.api.ChannelSet;
import org.livechat.api.part.PartFailed;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes events from any thread, and has one of its own write them. */
final class JsonlSink implements TraceSink {
    private static final Logger log = LoggerFactory.getLogger(JsonlSink.class);
    private static final Duration TO_FINISH = Duration.ofSeconds(5);
    private static final long AWAKE = Long.MAX_VALUE;

    private final EventRing ring;
    private final TraceFiles files;
    private final LineWriter writer;
    private final ChannelSet channels;
    private final Thread thread =
            Thread.ofPlatform().name("livechat-trace-jsonl").daemon().unstarted(this::run);
    /** How many events have to wait for the writing thread to be woken: asleep it waits for one, with a time to wake for many. */
    private volatile long wakeAt = AWAKE;

    private volatile boolean closed;

    /** @param channels whose events are written; events about no channel are only where these are all */
    JsonlSink(EventRing ring, TraceFiles files, LineWriter writer, ChannelSet channels) {
        this.ring = ring;
        this.files = files;
        this.writer = writer;
        this.channels = channels;
    }

    @Override
    public void start() {
        try {
            files.open();
        } catch (IOException e) {
            throw new PartFailed(
                    "the trace cannot be written: %s; trace-jsonl.folder has to be a folder that the server may write to"
                            .formatted(e),
                    e);
        }
        thread.start();
    }

    @Override
    public boolean isActive() {
        return !closed;
    }

    @Override
    public void publish(TraceEvent event) {
        if (closed || !isWanted(event)) {
            return;
        }
        ring.offer(event);
        if (ring.size() >= wakeAt) {
            LockSupport.unpark(thread);
        }
    }

    private boolean isWanted(TraceEvent event) {
        return channels.equals(ChannelSet.all())
                || event.channelId().filter(channels::contains).isPresent();
    }

    private void run() {
        while (!closed) {
            long rest = writer.step(System.nanoTime());
            // Looks once more: what was published before wakeAt was seen woke nobody.
            wakeAt = wakeAt(rest);
            if (!closed && ring.size() < wakeAt) {
                LockSupport.parkNanos(this, rest);
            }
            wakeAt = AWAKE;
        }
        writer.finish(System.nanoTime());
        closeFile();
    }

    private long wakeAt(long rest) {
        if (writer.isHeldUp()) {
            return AWAKE;
        }
        return rest == LineWriter.NOTHING ? 1 : ring.capacity() / 2;
    }

    private void closeFile() {
        try {
            files.close();
        } catch (IOException e) {
            log.warn("The last file of the trace did not close", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        if (thread.getState() == Thread.State.NEW) {
            closeFile();
            return;
        }
        LockSupport.unpark(thread);
        try {
            if (!thread.join(TO_FINISH)) {
                log.warn("The last events of the trace are not written after {} s", TO_FINISH.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
