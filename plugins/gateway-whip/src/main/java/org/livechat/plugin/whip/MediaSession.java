package org.livechat.plugin.whip;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livechat.api.ErrorCode;
import org.livechat.api.FloorIndicator;
import org.livechat.api.RequestRefused;
import org.livechat.api.control.Event;
import org.livechat.api.control.Outbox;
import org.livechat.api.control.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One publisher or player, from its POST until it is deleted, its media has ended, or the server ends it. It has no
 * signaling: what it cannot be told is acted on here. Thread-safe.
 */
final class MediaSession implements Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(MediaSession.class);

    /** Who it is and what it is there for. */
    record Identity(Purpose purpose, String channelId, String userId) {}

    private final Identity identity;
    private final Optional<FloorSeeker> seeker;
    private final int priority;
    private final WhipTrace trace;
    private final Runnable onEnded;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** Calls of one session come one at a time. */
    private final ReentrantLock calls = new ReentrantLock();

    private volatile @Nullable Session session;

    /**
     * @param seeker empty for one that needs no floor
     * @param priority with which it asks for the floor
     * @param onEnded called once, on any thread; must not block
     */
    MediaSession(Identity identity, Optional<FloorSeeker> seeker, int priority, WhipTrace trace, Runnable onEnded) {
        this.identity = identity;
        this.seeker = seeker;
        this.priority = priority;
        this.trace = trace;
        this.onEnded = onEnded;
    }

    Identity identity() {
        return identity;
    }

    /** The session of the control plane that this one's events come from. */
    void opened(Session newSession) {
        session = newSession;
        if (ended.get()) {
            newSession.close();
        }
    }

    boolean hasEnded() {
        return ended.get();
    }

    /** Does something in the control plane. */
    <T> T call(Function<Session, T> action) {
        calls.lock();
        try {
            Session present = session;
            if (present == null || ended.get()) {
                throw new RequestRefused(ErrorCode.NOT_JOINED, "this session has ended");
            }
            return action.apply(present);
        } finally {
            calls.unlock();
        }
    }

    /** On behalf of the client, whose sign of life is its media. */
    void heartbeat() {
        Session present = session;
        if (present != null) {
            present.heartbeat();
        }
    }

    @Override
    public void send(Event event) {
        switch (event) {
            case Event.MediaEnded end -> endSoon("its media has ended: " + end.reason());
            case Event.ChannelDeleted _ -> endSoon("the channel was deleted");
            default -> {
                if (seeker.map(itsSeeker -> itsSeeker.happened(event)).orElse(false)) {
                    Thread.ofVirtual().name("whip-floor").start(this::askForFloor);
                }
            }
        }
    }

    @Override
    public void end(ErrorCode code, String reason) {
        finish(reason);
    }

    private void askForFloor() {
        try {
            call(present -> {
                present.requestFloor(identity.channelId(), OptionalInt.of(priority), FloorIndicator.NORMAL);
                return present;
            });
        } catch (RequestRefused refusal) {
            LOG.debug("{} cannot ask for the floor: {}", identity.userId(), refusal.reason());
        } finally {
            seeker.ifPresent(FloorSeeker::asked);
        }
    }

    /** From inside the control plane, which must not be called back from there. */
    private void endSoon(String reason) {
        Thread.ofVirtual().name("whip-end").start(() -> end(reason));
    }

    /** Gives up all it holds, once. May wait for locks of the control plane. */
    void end(String reason) {
        finish(reason);
        closeSession();
    }

    /** The client is not let in after all. */
    void refuse() {
        if (ended.compareAndSet(false, true)) {
            onEnded.run();
        }
        closeSession();
    }

    private void closeSession() {
        Session present = session;
        if (present != null) {
            present.close();
        }
    }

    private void finish(String reason) {
        if (ended.compareAndSet(false, true)) {
            LOG.info("{} has left {} ({}): {}", identity.userId(), identity.channelId(), identity.purpose(), reason);
            trace.happened(identity.purpose(), "ENDED", identity.channelId(), identity.userId(), reason);
            onEnded.run();
        }
    }
}
