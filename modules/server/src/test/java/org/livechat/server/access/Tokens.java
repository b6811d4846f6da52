package org.livechat.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Keys of each kind, and tokens signed with them, by the library's signers and the JDK's Ed25519. */
final class Tokens {
    private static final int SPKI_PREFIX = 12;

    final OctetSequenceKey secret;
    final ECKey curve;
    final KeyPair edwards;

    Tokens() {
        try {
            secret = new OctetSequenceKeyGenerator(256).keyID("hmac").generate();
            curve = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
            edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (JOSEException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** What the server is given. */
    String jwks() {
        return new JWKSet(List.of(secret, curve.toPublicJWK(), edwardsKey())).toString(false);
    }

    JWK edwardsKey() {
        byte[] encoded = edwards.getPublic().getEncoded();
        return new OctetKeyPair.Builder(
                        Curve.Ed25519, Base64URL.encode(Arrays.copyOfRange(encoded, SPKI_PREFIX, encoded.length)))
                .keyID("edwards")
                .build();
    }

    String hs256(UnaryOperator<JWTClaimsSet.Builder> claims) {
        return sign(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("hmac").build(), macSigner(secret), claims);
    }

    String es256(UnaryOperator<JWTClaimsSet.Builder> claims) {
        try {
            return sign(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("curve").build(), new ECDSASigner(curve), claims);
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    String edDsa(UnaryOperator<JWTClaimsSet.Builder> claims) {
        return sign(new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID("edwards").build(), new EdwardsSigner(), claims);
    }

    static JWSSigner macSigner(OctetSequenceKey key) {
        try {
            return new MACSigner(key);
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** Of ann, good for an hour, unless the claims say something else. */
    static String sign(JWSHeader header, JWSSigner signer, UnaryOperator<JWTClaimsSet.Builder> claims) {
        try {
            var jwt = new SignedJWT(header, claims.apply(ordinary()).build());
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static JWTClaimsSet.Builder ordinary() {
        return new JWTClaimsSet.Builder()
                .subject("ann")
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)));
    }

    private final class EdwardsSigner extends BaseJWSProvider implements JWSSigner {
        EdwardsSigner() {
            super(Set.of(JWSAlgorithm.EdDSA));
        }

        @Override
        public Base64URL sign(JWSHeader header, byte[] signingInput) throws JOSEException {
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(edwards.getPrivate());
                signature.update(signingInput);
                return Base64URL.encode(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new JOSEException(e.getMessage(), e);
            }
        }
    }
}
