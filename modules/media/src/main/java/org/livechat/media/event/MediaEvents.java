package org.livechat.media.event;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.livechat.api.media.MediaListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events from the workers to the control plane, one at a time and in order, on a thread of its own: a worker
 * never waits for a channel's lock. Bounded by its users, who raise an event once a change and not once a packet.
 */
public final class MediaEvents implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MediaEvents.class);

    private final LinkedBlockingQueue<Consumer<MediaListener>> queue = new LinkedBlockingQueue<>();
    private final AtomicBoolean closed = new AtomicBoolean();
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
                queue.take().accept(listener);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.error("the control plane failed on a media event", e);
            }
        }
    }

    @Override
    public void close() {
        closed.set(true);
        thread.interrupt();
    }
}
