package org.livechat.rtc.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The hash of a certificate as SDP carries it (RFC 8122).
 *
 * @param hash the hash function
 * @param value the digest in upper-case hex pairs with colons between them
 */
public record Fingerprint(Hash hash, String value) {
    private static final HexFormat COLON_HEX = HexFormat.ofDelimiter(":").withUpperCase();

    public Fingerprint {
        if (value.length() != hash.digestBytes * 3 - 1) {
            throw new IllegalArgumentException("a " + hash.sdpName + " fingerprint has " + hash.digestBytes
                    + " hex pairs with colons between them, but got " + value.length() + " characters");
        }
    }

    /** The fingerprint of a DER-encoded certificate. */
    public static Fingerprint of(Hash hash, byte[] certificate) {
        try {
            var digest = MessageDigest.getInstance(hash.jcaName).digest(certificate);
            return new Fingerprint(hash, COLON_HEX.formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has " + hash.jcaName, e);
        }
    }

    /**
     * Reads the value of an {@code a=fingerprint} line, such as {@code sha-256 AB:CD:...}.
     *
     * @return empty if the hash is not one we trust, or the digest is not one of its length
     */
    public static Optional<Fingerprint> parse(String attributeValue) {
        var space = attributeValue.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        return Hash.named(attributeValue.substring(0, space))
                .flatMap(hash -> canonical(attributeValue.substring(space + 1).strip())
                        .filter(value -> value.length() == hash.digestBytes * 3 - 1)
                        .map(value -> new Fingerprint(hash, value)));
    }

    /** Whether a DER-encoded certificate has this fingerprint. */
    public boolean matches(byte[] certificate) {
        return of(hash, certificate).equals(this);
    }

    /** The value of an {@code a=fingerprint} line. */
    @Override
    public String toString() {
        return hash.sdpName + " " + value;
    }

    private static Optional<String> canonical(String hexPairs) {
        try {
            return Optional.of(COLON_HEX.formatHex(COLON_HEX.parseHex(hexPairs)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The hash functions accepted; SHA-1 and MD5 are not among them (RFC 8122 section 5). */
    public enum Hash {
        SHA_256("sha-256", "SHA-256", 32),
        SHA_384("sha-384", "SHA-384", 48),
        SHA_512("sha-512", "SHA-512", 64);

        private final String sdpName;
        private final String jcaName;
        private final int digestBytes;

        Hash(String sdpName, String jcaName, int digestBytes) {
            this.sdpName = sdpName;
            this.jcaName = jcaName;
            this.digestBytes = digestBytes;
        }

        private static Optional<Hash> named(String sdpName) {
            var lowerCase = sdpName.toLowerCase(Locale.ROOT);
            for (var hash : values()) {
                if (hash.sdpName.equals(lowerCase)) {
                    return Optional.of(hash);
                }
            }
            return Optional.empty();
        }
    }
}
