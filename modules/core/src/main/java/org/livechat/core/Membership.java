package org.livechat.core;

import java.util.Optional;
import org.livechat.api.control.JoinRequest;
import org.livechat.api.control.Member;

/** One session in one channel, from a join to a leave. What changes is guarded by the channel's lock. */
final class Membership {
    private final Channel channel;
    private final LiveSession session;
    private final Member member;
    private final boolean listenOnly;
    private final boolean sendsAlways;
    private Optional<String> endpointId;
    private boolean muted;
    private boolean connected;

    Membership(Channel channel, LiveSession session, JoinRequest request, Optional<String> endpointId) {
        this.channel = channel;
        this.session = session;
        this.member = new Member(session.userId(), request.ssrc());
        this.listenOnly = request.listenOnly();
        this.sendsAlways = request.sendsAlways();
        this.endpointId = endpointId;
    }

    Channel channel() {
        return channel;
    }

    LiveSession session() {
        return session;
    }

    Member member() {
        return member;
    }

    String userId() {
        return member.userId();
    }

    void mute(boolean on) {
        muted = on;
    }

    /** Whether its token lets it talk here. */
    boolean isTalker() {
        return session.credential().channels().talk().contains(channel.id());
    }

    /** Whether it came to send something, and may. */
    boolean sends() {
        return !listenOnly && isTalker();
    }

    /** Why it may not talk, in words for it: an operator has muted it, its token does not let it, or it came to listen. */
    Optional<String> silence() {
        if (muted) {
            return Optional.of("an operator has muted you");
        }
        if (!isTalker()) {
            return Optional.of("your token does not let you talk in channel " + channel.id());
        }
        return listenOnly ? Optional.of("joined to listen only") : Optional.empty();
    }

    boolean mayTalk() {
        return silence().isEmpty();
    }

    /** Whether its client cannot be told to stop sending. */
    boolean sendsAlways() {
        return sendsAlways;
    }

    Optional<String> endpointId() {
        return endpointId;
    }

    boolean hasEndpoint(String id) {
        return endpointId.isPresent() && endpointId.get().equals(id);
    }

    /** Its media has been seen to be connected. */
    void connected() {
        connected = true;
    }

    /** Whether it has media of which nobody has said yet that it is connected. */
    boolean isConnecting() {
        return endpointId.isPresent() && !connected;
    }

    /** Its media begins, behind one that has ended, or none. */
    void endpointOpened(String id) {
        endpointId = Optional.of(id);
        connected = false;
    }

    void endpointGone() {
        endpointId = Optional.empty();
    }
}
