package org.livechat.core;

import java.util.Optional;

/** One session in one channel, from a join to a leave. The endpoint is guarded by the channel's lock. */
final class Membership {
    private final Channel channel;
    private final LiveSession session;
    private final Member member;
    private final boolean listenOnly;
    private Optional<String> endpointId;

    Membership(Channel channel, LiveSession session, JoinRequest request, Optional<String> endpointId) {
        this.channel = channel;
        this.session = session;
        this.member = new Member(session.userId(), request.ssrc());
        this.listenOnly = request.listenOnly();
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

    boolean listenOnly() {
        return listenOnly;
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
