package org.livechat.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may come in.
 *
 * @param authenticators who is asked about a token, in this order
 * @param jwt what the authenticator {@code jwt} accepts
 * @param failuresPerMinute how often a client address may come with a wrong token until it has to wait
 * @param settings what authenticators of plug-ins are told, by their names
 */
public record AccessConfig(
        List<String> authenticators, Jwt jwt, Map<String, Map<String, String>> settings, int failuresPerMinute) {
    /**
     * Which JSON Web Tokens are accepted.
     *
     * @param keys a JWKS file
     * @param issuer what {@code iss} has to be; anything when empty
     * @param audience what has to be in {@code aud}; anything when empty
     * @param leeway how far the clocks of server and issuer may be apart
     */
    public record Jwt(Optional<Path> keys, Optional<String> issuer, Optional<String> audience, Duration leeway) {
        private static Jwt read(Section section) {
            var jwt = new Jwt(
                    section.optionalText("keys").map(Path::of),
                    section.optionalText("issuer"),
                    section.optionalText("audience"),
                    section.duration("leeway", Duration.ofSeconds(30)));
            section.end();
            return jwt;
        }
    }

    static AccessConfig read(Section section) {
        var config = new AccessConfig(
                section.texts("authenticators", List.of("secret")),
                Jwt.read(section.section("jwt")),
                section.freeSections("settings"),
                section.integer("failures_per_minute", 120, 1, 1_000_000));
        if (config.authenticators.isEmpty()) {
            throw section.refuse("authenticators", "is empty, so that nobody could come in; name secret or jwt");
        }
        section.end();
        return config;
    }
}
