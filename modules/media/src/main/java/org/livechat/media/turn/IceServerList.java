package org.livechat.media.turn;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.livechat.api.media.IceServers;

/** The servers that the configuration names, as each user's clients are told them. For any thread. */
public final class IceServerList implements Function<String, IceServers> {
    /** Servers that clients get into alike. */
    record Group(List<String> urls, Access access) {}

    private final List<Group> groups;
    private final Duration lifetime;
    private final InstantSource clock;

    /** @param clock that of the TURN servers, more or less */
    IceServerList(List<Group> groups, Duration lifetime, InstantSource clock) {
        this.groups = List.copyOf(groups);
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** For a user's client, with credentials that begin now. */
    @Override
    public IceServers apply(String userId) {
        var now = clock.instant();
        return new IceServers(
                groups.stream()
                        .map(group -> group.access().of(group.urls(), userId, now, lifetime))
                        .toList(),
                groups.stream().anyMatch(group -> group.access() instanceof Access.SharedSecret)
                        ? Optional.of(lifetime)
                        : Optional.empty());
    }
}
