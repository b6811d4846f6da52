package org.livechat.server.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Which JSON Web Tokens are accepted.
 *
 * @param keys a JWKS file
 * @param issuer what {@code iss} has to be
 * @param audience what has to be in {@code aud}
 * @param leeway how far clocks may be apart
 */
record JwtSettings(Path keys, Optional<String> issuer, Optional<String> audience, Duration leeway) {}
