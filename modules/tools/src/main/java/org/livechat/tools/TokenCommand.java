package org.livechat.tools;

import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livechat.api.Credential;
import org.livechat.api.FloorIndicator;
import org.livechat.api.RequestRefused;
import org.livechat.api.names.UserIds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lcadmin token}: a JSON Web Token for a client, with the claims of the page about access. Asks no server. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Make a token for a client. Needs a key of lcadmin token-key, and no server.")
final class TokenCommand implements Runnable {
    private static final Pattern LENGTH = Pattern.compile("(0*[1-9]\\d{0,5})([smhd])");
    private static final Pattern CHANNELS = Pattern.compile("[A-Za-z0-9_.-]{1,64}|[A-Za-z0-9_.-]{0,64}\\*");

    /** As many as the server takes of one list. */
    private static final int MOST_ENTRIES = 1000;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "USER", description = "The user id that the token is for.")
    private String user = "";

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "The private key, a JWK.")
    private Path key = Path.of("");

    @Option(names = "--expires", paramLabel = "TIME", description = "How long it is good for, such as 30m or 7d (24h).")
    private String expires = "24h";

    @Option(names = "--priority", paramLabel = "N", description = "The highest floor priority, 0 to 255 (100).")
    private @Nullable Integer priority;

    @Option(
            names = "--indicators",
            split = ",",
            paramLabel = "NAME",
            description = "broadcast, imminent_peril, emergency (none but normal).")
    private List<String> indicators = List.of();

    @Option(names = "--role", split = ",", paramLabel = "NAME", description = "For floor policies, such as dispatcher.")
    private List<String> roles = List.of();

    @Option(
            names = "--join",
            split = ",",
            paramLabel = "CHANNEL",
            description = "Where it may be a member (everywhere).")
    private @Nullable List<String> join;

    @Option(names = "--talk", split = ",", paramLabel = "CHANNEL", description = "Where it may talk (as --join).")
    private @Nullable List<String> talk;

    @Option(names = "--listen", split = ",", paramLabel = "CHANNEL", description = "Where it hears (as --join).")
    private @Nullable List<String> listen;

    @Option(names = "--manage", split = ",", paramLabel = "CHANNEL", description = "What it may create (nothing).")
    private @Nullable List<String> manage;

    @Option(
            names = "--replay",
            split = ",",
            paramLabel = "CHANNEL",
            description = "Of which it may hear the recordings (of none).")
    private @Nullable List<String> replay;

    @Option(names = "--issuer", paramLabel = "TEXT", description = "iss, where the server asks for it.")
    private @Nullable String issuer;

    @Option(names = "--audience", paramLabel = "TEXT", description = "aud, where the server asks for it.")
    private @Nullable String audience;

    @Override
    public void run() {
        requireSound(user);
        requireSoundRights();
        var claims = new JWTClaimsSet.Builder()
                .subject(user)
                .issuer(issuer)
                .audience(audience)
                .expirationTime(Date.from(Instant.now().plus(length(expires))))
                .claim("priority", priority)
                .claim("indicators", indicators.isEmpty() ? null : indicators)
                .claim("role", roles.isEmpty() ? null : roles)
                .claim("channels", channels());
        String token = SigningKey.read(key).sign(claims.build());
        if (spec != null) {
            spec.commandLine().getOut().println(token);
            spec.commandLine().getOut().flush();
        }
    }

    /** No server would let another one in. */
    private static void requireSound(String user) {
        try {
            UserIds.requireSound(user);
        } catch (RequestRefused refused) {
            throw CommandFailed.wrongUsage(refused.reason());
        }
    }

    /** Nor one with rights that there are not. */
    private void requireSoundRights() {
        if (priority != null && (priority < 0 || priority > Credential.MAX_PRIORITY)) {
            throw CommandFailed.wrongUsage("--priority is " + priority + ", but has to be a whole number from 0 to "
                    + Credential.MAX_PRIORITY);
        }
        List<String> known =
                Stream.of(FloorIndicator.values()).map(FloorIndicator::wireName).toList();
        for (String indicator : indicators) {
            if (!known.contains(indicator)) {
                throw CommandFailed.wrongUsage(
                        "--indicators has '" + indicator + "', but there are " + String.join(", ", known));
            }
        }
        requireChannels("--join", join);
        requireChannels("--talk", talk);
        requireChannels("--listen", listen);
        requireChannels("--manage", manage);
        requireChannels("--replay", replay);
        if (roles.size() > MOST_ENTRIES) {
            throw CommandFailed.wrongUsage("--role has more than " + MOST_ENTRIES + " names");
        }
    }

    private static void requireChannels(String option, @Nullable List<String> ids) {
        if (ids == null) {
            return;
        }
        if (ids.size() > MOST_ENTRIES) {
            throw CommandFailed.wrongUsage(option + " has more than " + MOST_ENTRIES + " ids");
        }
        for (String id : given(ids)) {
            if (!CHANNELS.matcher(id).matches()) {
                throw CommandFailed.wrongUsage(option + " has '" + id
                        + "', but has to have ids of channels, which are 1 to 64 characters of A-Z a-z 0-9 _ - ., or"
                        + " their beginnings with a * behind");
            }
        }
    }

    /** Without a word about channels the claim is left out; with one, what is left out is everywhere but for manage and replay. */
    private @Nullable Map<String, List<String>> channels() {
        if (join == null && talk == null && listen == null && manage == null && replay == null) {
            return null;
        }
        Map<String, List<String>> channels = new LinkedHashMap<>();
        channels.put("join", join == null ? List.of("*") : given(join));
        add(channels, "talk", talk);
        add(channels, "listen", listen);
        add(channels, "manage", manage);
        add(channels, "replay", replay);
        return channels;
    }

    private static void add(Map<String, List<String>> channels, String right, @Nullable List<String> ids) {
        if (ids != null) {
            channels.put(right, given(ids));
        }
    }

    /** An option without a text, {@code --talk ""}, is the empty list. */
    private static List<String> given(List<String> ids) {
        return ids.stream().filter(id -> !id.isEmpty()).toList();
    }

    private static Duration length(String text) {
        Matcher match = LENGTH.matcher(text);
        if (!match.matches()) {
            throw CommandFailed.wrongUsage("--expires is " + text + ", has to be such as 90s, 30m, 24h or 7d");
        }
        long count = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
