package org.livechat.media.turn;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.livechat.api.media.IceServer;

/** How clients are let into servers of one list of URIs. Immutable. */
sealed interface Access {
    /** What a client is told. */
    IceServer of(List<String> urls, String userId, Instant now, Duration lifetime);

    /** Everybody is let in, as into STUN servers. */
    record Open() implements Access {
        @Override
        public IceServer of(List<String> urls, String userId, Instant now, Duration lifetime) {
            return new IceServer(urls, Optional.empty(), Optional.empty());
        }
    }

    /** All clients have the same username and credential. */
    record Fixed(String username, String credential) implements Access {
        @Override
        public IceServer of(List<String> urls, String userId, Instant now, Duration lifetime) {
            return new IceServer(urls, Optional.of(username), Optional.of(credential));
        }

        /** Leaves the credential out. */
        @Override
        public String toString() {
            return "Fixed[username=" + username + "]";
        }
    }

    /**
     * Credentials for a time, made of a secret that is shared with the TURN server: the username is when they expire and whose they are,
     * and the credential its HMAC (draft-uberti-behave-turn-rest-00 2.2; use-auth-secret of coturn).
     */
    record SharedSecret(String secret) implements Access {
        private static final String ALGORITHM = "HmacSHA1";

        @Override
        public IceServer of(List<String> urls, String userId, Instant now, Duration lifetime) {
            String username = now.plus(lifetime).getEpochSecond() + ":" + TurnUser.of(userId);
            return new IceServer(urls, Optional.of(username), Optional.of(credential(username)));
        }

        private String credential(String username) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
                return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException | InvalidKeyException e) {
                throw new IllegalStateException("every Java has " + ALGORITHM, e);
            }
        }

        /** Leaves the secret out. */
        @Override
        public String toString() {
            return "SharedSecret";
        }
    }
}
