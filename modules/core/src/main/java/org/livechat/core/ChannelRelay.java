package org.livechat.core;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.livechat.api.ChannelMode;
import org.livechat.api.FloorIndicator;
import org.livechat.api.media.RelayPlan;

/** Turns members and talkers of one channel into plans. Guarded by the channel's lock. */
final class ChannelRelay {
    private final ChannelIdentity identity;
    private final Duration quietAfter;
    private List<String> endpoints = List.of();
    private Set<String> talkers = Set.of();
    private boolean endpointsChanged;
    private long sequence;
    private FloorIndicator latestIndicator = FloorIndicator.NORMAL;

    ChannelRelay(ChannelIdentity identity, Duration quietAfter) {
        this.identity = identity;
        this.quietAfter = quietAfter;
    }

    List<String> endpoints() {
        return endpoints;
    }

    /** A channel without a plan is unknown to the media plane. */
    boolean hasPlan() {
        return sequence > 0;
    }

    void endpointsAre(Collection<Membership> members) {
        endpoints =
                members.stream().flatMap(member -> member.endpointId().stream()).toList();
        endpointsChanged = true;
        if (identity.mode() == ChannelMode.CONFERENCE) {
            talkers = endpointsOf(members, Membership::mayTalk);
        }
    }

    /** The plan to be published, if it differs from the one before. */
    Optional<RelayPlan> nextPlan(Collection<Membership> transmitters, FloorIndicator indicator) {
        if (identity.mode() == ChannelMode.PTT) {
            var holders = endpointsOf(transmitters, member -> true);
            if (!holders.equals(talkers)) {
                talkers = holders;
                endpointsChanged = true;
            }
        }
        if (identity.recorded() && indicator != latestIndicator) {
            latestIndicator = indicator;
            endpointsChanged = true;
        }
        if (!endpointsChanged) {
            return Optional.empty();
        }
        endpointsChanged = false;
        sequence++;
        return Optional.of(new RelayPlan(
                identity.id(),
                identity.epoch(),
                sequence,
                identity.mode(),
                endpoints,
                talkers,
                quietAfter,
                identity.recorded() ? Optional.of(indicator) : Optional.empty()));
    }

    private static Set<String> endpointsOf(Collection<Membership> members, Predicate<Membership> which) {
        return members.stream()
                .filter(which)
                .flatMap(member -> member.endpointId().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
