package org.livechat.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of a JWKS (RFC 7517). Each is for the one algorithm that its type stands for, so that no token can have a
 * public key taken for a secret.
 */
record VerificationKeys(List<Entry> entries) {
    /** A key that tokens may be signed with. */
    record Entry(Optional<String> id, JWSAlgorithm algorithm, JWSVerifier verifier) {}

    VerificationKeys {
        entries = List.copyOf(entries);
    }

    /** @throws IllegalArgumentException saying which key is wrong, and what would be right */
    static VerificationKeys parse(String jwks) {
        try {
            List<Entry> entries = new ArrayList<>();
            for (JWK key : JWKSet.parse(jwks).getKeys()) {
                if (!KeyUse.ENCRYPTION.equals(key.getKeyUse())) {
                    entries.add(entry(key));
                }
            }
            requireApart(entries);
            return new VerificationKeys(entries);
        } catch (ParseException e) {
            throw new IllegalArgumentException("is no JSON Web Key Set: " + e.getMessage(), e);
        }
    }

    private static Entry entry(JWK key) {
        String name = "key '" + Objects.toString(key.getKeyID(), "without an id") + "'";
        if (key.isPrivate() && !(key instanceof OctetSequenceKey)) {
            throw new IllegalArgumentException(name + " is a private key; the server needs the public part alone");
        }
        try {
            Entry entry = new Entry(Optional.ofNullable(key.getKeyID()), algorithm(key), verifier(key));
            if (key.getAlgorithm() != null && !key.getAlgorithm().equals(entry.algorithm())) {
                throw new IllegalArgumentException("%s is for %s, which is not accepted; its type is for %s"
                        .formatted(name, key.getAlgorithm(), entry.algorithm()));
            }
            return entry;
        } catch (JOSEException e) {
            throw new IllegalArgumentException(name + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static JWSAlgorithm algorithm(JWK key) throws JOSEException {
        return switch (key) {
            case OctetSequenceKey _ -> JWSAlgorithm.HS256;
            case ECKey curve when curve.getCurve().equals(Curve.P_256) -> JWSAlgorithm.ES256;
            case OctetKeyPair pair when pair.getCurve().equals(Curve.Ed25519) -> JWSAlgorithm.EdDSA;
            default ->
                throw new JOSEException("keys are oct (HS256), EC with P-256 (ES256) or OKP with Ed25519 (EdDSA)");
        };
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        return switch (key) {
            case OctetSequenceKey secret -> new MACVerifier(secret);
            case ECKey curve -> new ECDSAVerifier(curve);
            case OctetKeyPair pair -> new Ed25519Verifier(pair);
            default -> throw new JOSEException("unknown type " + key.getKeyType());
        };
    }

    private static void requireApart(List<Entry> entries) {
        Set<String> ids = new HashSet<>();
        for (Entry entry : entries) {
            String id = entry.id().orElse("");
            if (id.isEmpty() && entries.size() > 1) {
                throw new IllegalArgumentException("a key has no id (kid); of several each has to have one");
            }
            if (!ids.add(id)) {
                throw new IllegalArgumentException("two keys have the id '" + id + "'");
            }
        }
    }

    /** The verifier that a token's header asks for. */
    JWSVerifier forToken(JWSHeader header) throws TokenRefused {
        Entry entry = header.getKeyID() == null ? only() : named(header.getKeyID());
        if (!entry.algorithm().equals(header.getAlgorithm())) {
            throw new TokenRefused("the token's algorithm is not the one of its key, " + entry.algorithm());
        }
        return entry.verifier();
    }

    private Entry named(String id) throws TokenRefused {
        return entries.stream()
                .filter(entry -> entry.id().filter(id::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new TokenRefused("the token names a key (kid) that this server does not have"));
    }

    private Entry only() throws TokenRefused {
        if (entries.size() != 1) {
            throw new TokenRefused(
                    entries.isEmpty()
                            ? "this server has no key for tokens"
                            : "the token names no key (kid), and this server has several");
        }
        return entries.getFirst();
    }
}
