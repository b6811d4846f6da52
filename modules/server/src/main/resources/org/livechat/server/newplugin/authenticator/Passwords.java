package {{package}};

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Set;
import org.livechat.api.Authentication;
import org.livechat.api.Authenticator;
import org.livechat.api.Credential;

/** Lets in who has the password of the user that it says it is. Knows the digests only; asked by many threads at once. */
final class Passwords implements Authenticator {
    private static final byte[] NOBODYS = new byte[32];

    private final Map<String, byte[]> digests;
    private final int priority;

    Passwords(Map<String, byte[]> digests, int priority) {
        this.digests = Map.copyOf(digests);
        this.priority = priority;
    }

    @Override
    public Authentication authenticate(String userId, String token) {
        byte[] digest = digests.getOrDefault(userId, NOBODYS);
        if (MessageDigest.isEqual(sha256(token), digest)) {
            return Authentication.accepted(new Credential(userId, priority, Set.of()));
        }
        // It may be a token of another kind: the next authenticator is asked. Who may not be asked any more is refused.
        return Authentication.unknown();
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
