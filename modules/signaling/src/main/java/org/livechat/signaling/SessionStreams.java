package org.livechat.signaling;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions of this gateway, by their ids. Thread-safe. */
final class SessionStreams {
    private final Map<String, SessionStream> byId = new ConcurrentHashMap<>();

    /** A session was opened, which may have ended since. */
    void add(String sessionId, SessionStream stream) {
        byId.put(sessionId, stream);
        if (stream.hasEnded()) {
            byId.remove(sessionId, stream);
        }
    }

    Optional<SessionStream> find(String sessionId) {
        return Optional.ofNullable(byId.get(sessionId));
    }

    void remove(String sessionId, SessionStream stream) {
        byId.remove(sessionId, stream);
    }

    /** Those whose client has no connection now. */
    long away() {
        return byId.values().stream().filter(SessionStream::isAway).count();
    }
}
