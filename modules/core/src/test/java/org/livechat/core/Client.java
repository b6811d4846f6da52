package org.livechat.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.livechat.api.ErrorCode;
import org.livechat.api.FloorIndicator;
import org.livechat.api.control.Event;
import org.livechat.api.control.JoinRequest;
import org.livechat.api.control.JoinResult;
import org.livechat.api.control.Outbox;
import org.livechat.api.control.Session;

/** A user with one session, who writes down what it is told. */
class Client implements Outbox {
    private final List<Event> events = new ArrayList<>();
    Optional<ErrorCode> ended = Optional.empty();
    boolean broken;
    Session session;

    @Override
    public synchronized void send(Event event) {
        if (broken) {
            throw new IllegalStateException("broken");
        }
        if (ended.isPresent()) {
            throw new AssertionError(event + " came after the end");
        }
        events.add(event);
    }

    @Override
    public synchronized void end(ErrorCode code, String reason) {
        if (ended.isPresent()) {
            throw new AssertionError("ended twice");
        }
        ended = Optional.of(code);
    }

    /** What came since the last call. */
    synchronized List<Event> heard() {
        var heard = List.copyOf(events);
        events.clear();
        return heard;
    }

    JoinResult join(String channelId) {
        return session.join(new JoinRequest(channelId, 7, Optional.empty(), false));
    }

    JoinResult joinWithMedia(String channelId) {
        return session.join(new JoinRequest(channelId, 7, Optional.of("offer"), false));
    }

    JoinResult joinToListen(String channelId) {
        return session.join(new JoinRequest(channelId, 7, Optional.of("offer"), true));
    }

    void request(String channelId) {
        session.requestFloor(channelId, OptionalInt.empty(), FloorIndicator.NORMAL);
    }

    void request(String channelId, int priority) {
        session.requestFloor(channelId, OptionalInt.of(priority), FloorIndicator.NORMAL);
    }

    void emergency(String channelId) {
        session.requestFloor(channelId, OptionalInt.empty(), FloorIndicator.EMERGENCY);
    }
}
