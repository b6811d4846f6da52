package org.livechat.server.access;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.Header;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.regex.Pattern;
import org.livechat.api.Authentication;
import org.livechat.api.Authenticator;

/**
 * Signed JSON Web Tokens (RFC 7519): the signature first, by a key of the server's own file and by that key's algorithm
 * alone, then time, issuer, audience and user, then what {@link JwtRights} bounds. Keys that a token brings or points to
 * are never looked at.
 */
final class JwtAuthenticator implements Authenticator {
    private static final Pattern COMPACT = Pattern.compile("[\\w-]+\\.[\\w-]*\\.[\\w-]*");

    private final JwtSettings settings;
    private final KeyFile keys;
    private final Clock clock;

    /** @throws IllegalArgumentException when the key file cannot be used */
    JwtAuthenticator(JwtSettings settings, Clock clock) {
        this.settings = settings;
        this.keys = new KeyFile(settings.keys());
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(String userId, String token) {
        if (!COMPACT.matcher(token).matches()) {
            return Authentication.unknown();
        }
        try {
            JWTClaimsSet claims = verified(token);
            requireInForce(claims);
            requireMeantFor(claims, userId);
            return Authentication.accepted(JwtRights.of(claims, userId));
        } catch (TokenRefused refused) {
            return Authentication.refused(refused.reason());
        }
    }

    private JWTClaimsSet verified(String token) throws TokenRefused {
        requireSigned(token);
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            // Extensions that must be understood (RFC 7515 4.1.11), of which none is.
            if (jwt.getHeader().getCriticalParams() != null || !jwt.getHeader().isBase64URLEncodePayload()) {
                throw new TokenRefused(
                        "the token's header asks for extensions (crit, b64) that this server does not have");
            }
            requireNoKeyOf(jwt.getHeader());
            if (!jwt.verify(keys.keys().forToken(jwt.getHeader()))) {
                throw new TokenRefused("the token's signature does not fit its key");
            }
            return jwt.getJWTClaimsSet();
        } catch (ParseException | JOSEException | RuntimeException malformed) {
            // The library throws what it happens to stumble over, such as for the JSON text null.
            throw new TokenRefused("the token is no signed JSON Web Token, or its claims are malformed");
        }
    }

    // They are not looked at either way; but whoever put one there meant it to be, and this server does not do as
    // meant.
    private static void requireNoKeyOf(JWSHeader header) throws TokenRefused {
        if (header.getJWK() != null
                || header.getJWKURL() != null
                || header.getX509CertURL() != null
                || header.getX509CertChain() != null) {
            throw new TokenRefused("the token's header brings a key or points to one (jwk, jku, x5u, x5c);"
                    + " it has to name one of the server's (kid)");
        }
    }

    private static void requireSigned(String token) throws TokenRefused {
        Algorithm algorithm;
        try {
            algorithm = Header.parse(new Base64URL(token.substring(0, token.indexOf('.'))))
                    .getAlgorithm();
        } catch (ParseException | RuntimeException malformed) {
            throw new TokenRefused("the token's header is malformed");
        }
        if (Algorithm.NONE.equals(algorithm)) {
            throw new TokenRefused("the token is not signed (alg none)");
        }
    }

    private void requireInForce(JWTClaimsSet claims) throws TokenRefused {
        Instant now = clock.instant();
        Date expiry = claims.getExpirationTime();
        if (expiry == null) {
            throw new TokenRefused("the token has no expiry (exp)");
        }
        if (!now.minus(settings.leeway()).isBefore(expiry.toInstant())) {
            throw new TokenRefused("the token has expired");
        }
        Date notBefore = claims.getNotBeforeTime();
        if (notBefore != null && now.plus(settings.leeway()).isBefore(notBefore.toInstant())) {
            throw new TokenRefused("the token is not valid yet (nbf)");
        }
    }

    private void requireMeantFor(JWTClaimsSet claims, String userId) throws TokenRefused {
        if (settings.issuer().isPresent() && !settings.issuer().get().equals(claims.getIssuer())) {
            throw new TokenRefused("the token is of another issuer (iss)");
        }
        if (settings.audience().isPresent()
                && !claims.getAudience().contains(settings.audience().get())) {
            throw new TokenRefused("the token is for another audience (aud)");
        }
        if (!userId.equals(claims.getSubject())) {
            throw new TokenRefused("the token is for another user (sub)");
        }
    }
}
