package org.livechat.core;

import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.livechat.api.Credential;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;
import org.livechat.api.control.Outbox;

/** The sessions there are, one a user. */
final class SessionDirectory {
    private static final int SESSION_ID_BYTES = 16;
    private static final int STRIPES = 64;

    private final SessionParts parts;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, LiveSession> byUser = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /**
     * Held while a session is opened, by the user's hash: of sessions that are opened for one user at once each ends the
     * one before, and is returned when that has been cleaned up. The outermost locks of all.
     */
    private final List<ReentrantLock> opening =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toList();

    private volatile boolean stopped;

    SessionDirectory(SessionParts parts) {
        this.parts = parts;
    }

    LiveSession open(Credential credential, int priority, Outbox outbox) {
        ChannelRules.checkPriority(priority);
        parts.drain().requireOpen();
        parts.blocks().requireNone(credential.userId());
        var session = new LiveSession(newId(), credential, priority, outbox, parts, this::remove);
        var stripe = opening.get(Math.floorMod(credential.userId().hashCode(), STRIPES));
        stripe.lock();
        try {
            var older = Optional.ofNullable(byUser.put(session.userId(), session));
            if (older.isEmpty()) {
                requireRoom(session);
            }
            older.ifPresent(old -> old.end(ErrorCode.SESSION_REPLACED, "you have opened a newer session"));
            session.opened();
        } finally {
            stripe.unlock();
        }
        if (stopped) {
            session.close();
            throw new RequestRefused(ErrorCode.INTERNAL, "the server is stopping");
        }
        try {
            // A block that came meanwhile has not seen this session.
            parts.blocks().requireNone(session.userId());
        } catch (RequestRefused blocked) {
            session.close();
            throw blocked;
        }
        return session;
    }

    private void requireRoom(LiveSession session) {
        int most = parts.settings().maxSessions();
        if (count.incrementAndGet() > most) {
            session.close();
            throw new RequestRefused(
                    ErrorCode.RATE_LIMITED, "the server has its " + most + " sessions; try again later");
        }
    }

    private void remove(LiveSession session) {
        if (byUser.remove(session.userId(), session)) {
            count.decrementAndGet();
        }
    }

    Optional<LiveSession> find(String userId) {
        return Optional.ofNullable(byUser.get(userId));
    }

    /** By user id. */
    List<LiveSession> all() {
        return byUser.values().stream()
                .sorted(Comparator.comparing(LiveSession::userId))
                .toList();
    }

    int size() {
        return byUser.size();
    }

    /** Ends all sessions; none can be opened any more. */
    void stop() {
        stopped = true;
        all().forEach(session -> session.end(ErrorCode.INTERNAL, "the server is stopping"));
    }

    private String newId() {
        var bytes = new byte[SESSION_ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
