package org.livechat.media.event;

import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.livechat.api.media.MediaListener;
import org.livechat.api.watch.Turn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events from the workers to the control plane, one at a time and in order, on a thread of its own: a worker
 * never waits for a channel's lock. Bounded by its users, who raise an event once a change and not once a packet.
 */
public final class MediaEvents implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MediaEvents.class);
    /** Says that there is no event. */
    private static final long NONE = Long.MIN_VALUE;

    private final LinkedBlockingQueue<Consumer<MediaListener>> queue = new LinkedBlockingQueue<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong since = new AtomicLong(NONE);
    private final MediaListener listener;
    private final Thread thread;

    public MediaEvents(MediaListener listener) {
        this.listener = listener;
        this.thread = Thread.ofPlatform().name("media-events").daemon().start(this::deliver);
    }

    /** Raises an event; never waits. */
    public void raise(Consumer<MediaListener> event) {
        queue.add(event);
    }

    private void deliver() {
        while (!closed.get()) {
            try {
                Consumer<MediaListener> event = queue.take();
                since.set(System.nanoTime());
                event.accept(listener);
            } catch (InterruptedException _) {
                // By close(), which the loop sees; by anybody else it means nothing.
            } catch (Throwable e) {
                // A plug-in may throw anything, and one client's trouble must not keep all others' events.
                log.error("The control plane failed on a media event; the others go on", e);
            } finally {
                since.set(NONE);
            }
        }
    }

    /** The event that is being told, if any. Any thread. */
    public Optional<Turn> turn() {
        long began = since.get();
        return began == NONE
                ? Optional.empty()
                : Optional.of(new Turn("telling the control plane a media event", thread, began));
    }

    @Override
    public void close() {
        closed.set(true);
        thread.interrupt();
    }
}
