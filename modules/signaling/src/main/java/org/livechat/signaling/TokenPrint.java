package org.livechat.signaling;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Knows a token again without keeping it. */
final class TokenPrint {
    private final byte[] digest;

    private TokenPrint(byte[] digest) {
        this.digest = digest;
    }

    static TokenPrint of(String token) {
        return new TokenPrint(digest(token));
    }

    boolean isOf(String token) {
        return MessageDigest.isEqual(digest, digest(token));
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
