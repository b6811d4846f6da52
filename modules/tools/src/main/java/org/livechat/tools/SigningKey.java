package org.livechat.tools;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;
import org.livechat.api.part.FileProblem;

/** A private key that tokens are signed with, kept as a JWK (RFC 7517). */
record SigningKey(JWK key, JWSAlgorithm algorithm, JWSSigner signer) {
    private static final int HMAC_BITS = 256;

    /** @throws CommandFailed when the file holds no private key of a kind that livechat accepts */
    static SigningKey read(Path file) {
        try {
            return of(JWK.parse(Files.readString(file)));
        } catch (IOException e) {
            throw CommandFailed.wrongUsage("--key " + file + " cannot be read: " + FileProblem.words(e));
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw CommandFailed.wrongUsage(
                    file + " holds no private key of HS256, ES256 or EdDSA as a JWK: " + e.getMessage());
        }
    }

    private static SigningKey of(JWK key) throws JOSEException {
        if (!key.isPrivate()) {
            throw new JOSEException("it is a public key");
        }
        return switch (key) {
            case OctetSequenceKey secret -> new SigningKey(key, JWSAlgorithm.HS256, new MACSigner(secret));
            case ECKey curve
            when curve.getCurve().equals(Curve.P_256) ->
                new SigningKey(key, JWSAlgorithm.ES256, new ECDSASigner(curve));
            case OctetKeyPair pair
            when pair.getCurve().equals(Curve.Ed25519) ->
                new SigningKey(key, JWSAlgorithm.EdDSA, new Ed25519Signer(pair));
            default -> throw new JOSEException("it is of another kind");
        };
    }

    /** @param algorithm one of HS256, ES256 and EdDSA */
    static SigningKey make(String algorithm, String id) {
        try {
            return of(
                    switch (algorithm) {
                        case "HS256" ->
                            new OctetSequenceKeyGenerator(HMAC_BITS).keyID(id).generate();
                        case "ES256" ->
                            new ECKeyGenerator(Curve.P_256).keyID(id).generate();
                        case "EdDSA" -> Ed25519Signer.makeKey(id);
                        default ->
                            throw CommandFailed.wrongUsage(
                                    "--algorithm is " + algorithm + ", has to be HS256, ES256 or EdDSA");
                    });
        } catch (JOSEException e) {
            throw new IllegalStateException("this Java cannot make a key of " + algorithm, e);
        }
    }

    /** What the server needs of it: the public part, or the secret itself where there is only one. */
    JWK forServer() {
        @Nullable JWK publicPart = key.toPublicJWK();
        return publicPart == null ? key : publicPart;
    }

    String sign(JWTClaimsSet claims) {
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("this key does not sign", e);
        }
    }
}
