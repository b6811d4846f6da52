package org.livechat.server.access;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livechat.api.ChannelAccess;
import org.livechat.api.ChannelSet;
import org.livechat.api.Credential;
import org.livechat.api.FloorIndicator;

/**
 * What the claims of a token let its user do: {@code priority}, {@code indicators}, {@code role} and {@code channels}.
 * A claim that is left out means what an ordinary user may; one that is malformed refuses the token, since whoever made
 * it meant something.
 */
final class JwtRights {
    static final int DEFAULT_PRIORITY = 100;

    private static final int MOST_ENTRIES = 1000;
    private static final Map<String, FloorIndicator> INDICATORS =
            Stream.of(FloorIndicator.values()).collect(Collectors.toMap(FloorIndicator::wireName, Function.identity()));
    private static final Set<String> RIGHTS = Set.of("join", "talk", "listen", "manage", "replay");

    private JwtRights() {}

    static Credential of(JWTClaimsSet claims, String userId) throws TokenRefused {
        return new Credential(
                userId, priority(claims), indicators(claims), roles(claims.getClaim("role")), channels(claims));
    }

    private static int priority(JWTClaimsSet claims) throws TokenRefused {
        Object claim = claims.getClaim("priority");
        if (claim == null) {
            return DEFAULT_PRIORITY;
        }
        if (claim instanceof Long number && number >= 0 && number <= Credential.MAX_PRIORITY) {
            return number.intValue();
        }
        throw new TokenRefused("the token's claim priority has to be a whole number from 0 to 255");
    }

    private static Set<FloorIndicator> indicators(JWTClaimsSet claims) throws TokenRefused {
        Set<FloorIndicator> indicators = EnumSet.of(FloorIndicator.NORMAL);
        for (String name : texts("indicators", claims.getClaim("indicators")).orElse(List.of())) {
            FloorIndicator indicator = INDICATORS.get(name);
            if (indicator == null) {
                throw new TokenRefused(
                        "the token's claim indicators takes normal, broadcast, imminent_peril and emergency");
            }
            indicators.add(indicator);
        }
        return indicators;
    }

    private static Set<String> roles(@Nullable Object claim) throws TokenRefused {
        return claim instanceof String one
                ? Set.of(one)
                : Set.copyOf(texts("role", claim).orElse(List.of()));
    }

    private static ChannelAccess channels(JWTClaimsSet claims) throws TokenRefused {
        Object claim = claims.getClaim("channels");
        if (claim == null) {
            return new ChannelAccess(ChannelSet.all(), ChannelSet.all(), ChannelSet.all(), ChannelSet.none());
        }
        if (!(claim instanceof Map<?, ?> rights) || !RIGHTS.containsAll(rights.keySet())) {
            throw new TokenRefused(
                    "the token's claim channels has to be an object of join, talk, listen, manage and replay");
        }
        ChannelSet join = channels(rights, "join").orElse(ChannelSet.none());
        return new ChannelAccess(
                join,
                channels(rights, "talk").orElse(join),
                channels(rights, "listen").orElse(join),
                channels(rights, "manage").orElse(ChannelSet.none()),
                channels(rights, "replay").orElse(ChannelSet.none()));
    }

    private static Optional<ChannelSet> channels(Map<?, ?> rights, String right) throws TokenRefused {
        return texts("channels." + right, rights.get(right)).map(ids -> new ChannelSet(Set.copyOf(ids)));
    }

    private static Optional<List<String>> texts(String name, @Nullable Object claim) throws TokenRefused {
        if (claim == null) {
            return Optional.empty();
        }
        if (claim instanceof List<?> list
                && list.size() <= MOST_ENTRIES
                && list.stream().allMatch(String.class::isInstance)) {
            return Optional.of(list.stream().map(String.class::cast).toList());
        }
        throw new TokenRefused(
                "the token's claim %s has to be a list of at most %d texts".formatted(name, MOST_ENTRIES));
    }
}
