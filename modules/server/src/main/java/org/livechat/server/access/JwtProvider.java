package org.livechat.server.access;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.livechat.api.Authenticator;
import org.livechat.api.AuthenticatorProvider;
import org.livechat.api.part.PartContext;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;

/** Makes the authenticator of JSON Web Tokens. */
public final class JwtProvider implements AuthenticatorProvider {
    private static final Setting<Optional<String>> KEYS = Setting.optionalText(
            "keys", "A JSON Web Key Set with the public keys, and the secrets of HS256; read again when it changes.");
    private static final Setting<Optional<String>> ISSUER =
            Setting.optionalText("issuer", "What iss has to be; anything when empty.");
    private static final Setting<Optional<String>> AUDIENCE =
            Setting.optionalText("audience", "What has to be in aud; anything when empty.");
    private static final Setting<Duration> LEEWAY = Setting.duration(
            "leeway",
            Duration.ofSeconds(30),
            Duration.ZERO,
            Duration.ofHours(1),
            "How far the clocks of server and issuer may be apart.");

    @Override
    public String name() {
        return "jwt";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(KEYS, ISSUER, AUDIENCE, LEEWAY);
    }

    @Override
    public Authenticator create(PartContext context) {
        Settings said = context.settings();
        String keys = said.get(KEYS)
                .orElseThrow(() ->
                        said.refuse(KEYS, "is missing; access.authenticators names jwt, which needs a JWKS file"));
        try {
            return new JwtAuthenticator(
                    new JwtSettings(context.resolve(keys), said.get(ISSUER), said.get(AUDIENCE), said.get(LEEWAY)),
                    Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw said.refuse(KEYS, "cannot be used: " + e.getMessage());
        }
    }
}
