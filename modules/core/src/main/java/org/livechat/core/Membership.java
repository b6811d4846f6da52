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

    /** False for one who joined to listen, whose token lets it only listen, and for one whom an operator has muted. */
    boolean mayTalk() {
        return !listenOnly && !muted && isTalker();
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

    void endpointGone() {
        endpointId = Optional.empty();
    }
}
