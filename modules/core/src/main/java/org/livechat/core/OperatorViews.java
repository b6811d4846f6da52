package org.livechat.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.livechat.api.control.ChannelStatus;
import org.livechat.api.control.ServerStatus;
import org.livechat.api.control.UserStatus;

/** Pictures of what there is, for operators. Thread-safe. */
record OperatorViews(
        TimeSource time, long startedNanos, SessionDirectory sessions, ChannelDirectory channels, Endpoints endpoints) {
    ServerStatus status() {
        return new ServerStatus(
                Duration.ofNanos(time.nanoTime() - startedNanos),
                sessions.size(),
                channels.size(),
                endpoints.size(),
                (int) channels.all().stream()
                        .filter(channel -> channel.talk().isTaken())
                        .count());
    }

    List<UserStatus> users() {
        return sessions.all().stream().map(this::status).toList();
    }

    Optional<UserStatus> user(String userId) {
        return sessions.find(userId).map(this::status);
    }

    private UserStatus status(LiveSession session) {
        long idleNanos = time.nanoTime() - session.lastSeenNanos();
        return new UserStatus(
                session.userId(),
                session.id(),
                session.priority(),
                time.wallMillisBefore(idleNanos),
                Duration.ofNanos(idleNanos),
                session.away().stream()
                        .mapToLong(away -> time.wallMillisBefore(away.toNanos()))
                        .findFirst(),
                session.channelIds());
    }

    List<ChannelStatus> channelStatuses() {
        return channels.all().stream().map(Channel::status).toList();
    }

    Optional<ChannelStatus> channelStatus(String channelId) {
        return channels.find(channelId).map(Channel::status);
    }
}
