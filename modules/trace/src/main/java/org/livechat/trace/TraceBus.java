package org.livechat.trace;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;

/**
 * The latest events in a ring that all readers share. A publisher takes a number, writes its place and wakes who sleeps:
 * no lock, the same work whoever reads. A reader has a place of its own in the ring; one that falls a whole ring behind
 * has lost what was overwritten, and is told how many events that were.
 */
public final class TraceBus implements TraceSink {
    /** An event and its number, counted from 0. */
    record Numbered(long number, TraceEvent event) {
        boolean isOf(long wanted, String channelId) {
            return number == wanted
                    && event.channelId().filter(channelId::equals).isPresent();
        }
    }

    private final TraceSettings settings;
    private final AtomicReferenceArray<@Nullable Numbered> ring;
    private final AtomicLong published = new AtomicLong();
    private final List<TraceReader> readers = new CopyOnWriteArrayList<>();
    private volatile boolean active;
    private volatile boolean closed;
    /** How many events there were when it last stopped to take any, since nobody read; guarded by the readers. */
    private long paused = -1;

    public TraceBus(TraceSettings settings) {
        this.settings = settings;
        this.ring = new AtomicReferenceArray<>(settings.events());
        this.active = settings.whileUnread();
    }

    @Override
    public boolean isActive() {
        return active;
    }

    @Override
    public void publish(TraceEvent event) {
        if (!active) {
            return;
        }
        long number = published.getAndIncrement();
        ring.set(place(number), new Numbered(number, event));
        for (TraceReader reader : readers) {
            reader.wake();
        }
    }

    private int place(long number) {
        return (int) (number % ring.length());
    }

    /** What stands at the place of a number: that event, an older one while it is being written, or a newer one. */
    Optional<Numbered> at(long number) {
        return Optional.ofNullable(ring.get(place(number)));
    }

    /** How many events there were. */
    long published() {
        return published.get();
    }

    /** The number of the oldest event that may still be there. */
    long oldest() {
        return Math.max(0, published.get() - ring.length());
    }

    /** The number of the first of the last so many events before one, or of the oldest that is kept. */
    long first(long end, long last) {
        return Math.max(oldest(), end - last);
    }

    /** The same of the events of a channel alone; {@code end} where none of them is kept. */
    long first(long end, long last, String channelId) {
        long first = end;
        long left = last;
        long oldest = oldest();
        for (long number = end - 1; number >= oldest && left > 0; number--) {
            Optional<Numbered> found = at(number);
            if (found.isPresent() && found.get().isOf(number, channelId)) {
                first = number;
                left--;
            }
        }
        return first;
    }

    /**
     * A new reader, from an event on; empty when there are as many as the settings allow, or the bus is closed. Read by one
     * thread, the calling one, and closed by it. Where the event is kept no more the reader is told how many it has lost.
     *
     * @param number of the event, at most {@link #published}
     */
    Optional<TraceReader> from(long number) {
        TraceReader reader = new TraceReader(this, number);
        synchronized (readers) {
            if (closed || readers.size() >= settings.readers()) {
                return Optional.empty();
            }
            readers.add(reader);
            active = true;
        }
        return Optional.of(reader);
    }

    void leave(TraceReader reader) {
        synchronized (readers) {
            readers.remove(reader);
            boolean goesOn = !closed && (settings.whileUnread() || !readers.isEmpty());
            paused = goesOn ? paused : published.get();
            active = goesOn;
        }
    }

    /** Whether events that came behind this number may have been taken by nobody, since nobody read. */
    boolean hasPausedSince(long number) {
        synchronized (readers) {
            return paused >= number;
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Who reads now. */
    public int readers() {
        return readers.size();
    }

    /** Takes nothing more and ends the readers. */
    @Override
    public void close() {
        synchronized (readers) {
            closed = true;
            active = false;
        }
        readers.forEach(TraceReader::wake);
    }
}
