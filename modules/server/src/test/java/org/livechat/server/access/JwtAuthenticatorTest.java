package org.livechat.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.api.Authentication;
import org.livechat.api.ChannelSet;
import org.livechat.api.Credential;
import org.livechat.api.FloorIndicator;

class JwtAuthenticatorTest {
    private static final Tokens TOKENS = new Tokens();

    @TempDir
    private Path folder;

    private Path keys;
    private JwtAuthenticator authenticator;

    @BeforeEach
    void keyFile() throws IOException {
        keys = Files.writeString(folder.resolve("keys.json"), TOKENS.jwks());
        authenticator = authenticator(Optional.empty(), Optional.empty());
    }

    private JwtAuthenticator authenticator(Optional<String> issuer, Optional<String> audience) {
        return new JwtAuthenticator(new JwtSettings(keys, issuer, audience, Duration.ofSeconds(30)), Clock.systemUTC());
    }

    private static UnaryOperator<JWTClaimsSet.Builder> with(String claim, Object value) {
        return claims -> claims.claim(claim, value);
    }

    private Credential accepted(String token) {
        assertThat(authenticator.authenticate("ann", token)).isInstanceOf(Authentication.Accepted.class);
        return ((Authentication.Accepted) authenticator.authenticate("ann", token)).credential();
    }

    private void assertRefused(String token, String reason) {
        assertThat(authenticator.authenticate("ann", token)).isEqualTo(Authentication.refused(reason));
    }

    @Test
    void each_algorithm_is_accepted_with_a_key_of_its_own() {
        for (String token : List.of(
                TOKENS.hs256(UnaryOperator.identity()),
                TOKENS.es256(UnaryOperator.identity()),
                TOKENS.edDsa(UnaryOperator.identity()))) {
            Credential ann = accepted(token);
            assertThat(ann.userId()).isEqualTo("ann");
            assertThat(ann.priorityCeiling()).isEqualTo(100);
            assertThat(ann.indicators()).containsExactly(FloorIndicator.NORMAL);
            assertThat(ann.roles()).isEmpty();
            assertThat(ann.channels().talk()).isEqualTo(ChannelSet.all());
            assertThat(ann.channels().manage()).isEqualTo(ChannelSet.none());
            assertThat(ann.channels().replay()).isEqualTo(ChannelSet.none());
        }
    }

    @Test
    void claims_bound_what_the_user_may() {
        Credential ann = accepted(TOKENS.es256(claims -> claims.claim("priority", 180)
                .claim("indicators", List.of("broadcast", "emergency"))
                .claim("role", List.of("dispatcher", "medic"))
                .claim(
                        "channels",
                        Map.of("join", List.of("ops-*", "CH_0001"), "talk", List.of("CH_0001"), "manage", List.of()))));
        assertThat(ann.priorityCeiling()).isEqualTo(180);
        assertThat(ann.indicators())
                .containsExactlyInAnyOrder(FloorIndicator.NORMAL, FloorIndicator.BROADCAST, FloorIndicator.EMERGENCY);
        assertThat(ann.roles()).containsExactlyInAnyOrder("dispatcher", "medic");
        assertThat(ann.channels().join().contains("ops-7")).isTrue();
        assertThat(ann.channels().join().contains("CH_0002")).isFalse();
        assertThat(ann.channels().talk().contains("ops-7")).isFalse();
        assertThat(ann.channels().listen().contains("ops-7")).as("as join").isTrue();
        assertThat(ann.channels().manage().contains("ops-7")).isFalse();
        assertThat(accepted(TOKENS.es256(with("role", "dispatcher"))).roles()).containsExactly("dispatcher");
    }

    @Test
    void an_unsigned_token_is_refused() {
        String header = Base64URL.encode("{\"alg\":\"none\"}").toString();
        String claims = Base64URL.encode(Tokens.ordinary().build().toString()).toString();
        assertRefused(header + "." + claims + ".", "the token is not signed (alg none)");
        String signed = TOKENS.hs256(UnaryOperator.identity());
        assertRefused(header + signed.substring(signed.indexOf('.')), "the token is not signed (alg none)");
    }

    @Test
    void a_public_key_is_not_taken_for_a_secret() {
        var asSecret = new OctetSequenceKey.Builder(
                        TOKENS.curve.toPublicJWK().toJSONString().getBytes(UTF_8))
                .build();
        String token = Tokens.sign(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("curve").build(),
                Tokens.macSigner(asSecret),
                UnaryOperator.identity());
        assertRefused(token, "the token's algorithm is not the one of its key, ES256");
    }

    @Test
    void a_token_that_brings_a_key_or_points_to_one_is_refused_though_it_fits() {
        JWSHeader.Builder ours = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("hmac");
        URI elsewhere = URI.create("https://keys.example");
        String reason = "the token's header brings a key or points to one (jwk, jku, x5u, x5c);"
                + " it has to name one of the server's (kid)";
        for (JWSHeader header : List.of(
                new JWSHeader.Builder(ours.build())
                        .jwk(TOKENS.curve.toPublicJWK())
                        .build(),
                new JWSHeader.Builder(ours.build()).jwkURL(elsewhere).build(),
                new JWSHeader.Builder(ours.build()).x509CertURL(elsewhere).build(),
                new JWSHeader.Builder(ours.build())
                        .x509CertChain(List.of(Base64.encode("a certificate")))
                        .build())) {
            assertRefused(Tokens.sign(header, Tokens.macSigner(TOKENS.secret), UnaryOperator.identity()), reason);
        }
    }

    @Test
    void a_token_names_one_of_several_keys_and_need_not_name_the_only_one() throws Exception {
        String unnamed = Tokens.sign(
                new JWSHeader(JWSAlgorithm.HS256), Tokens.macSigner(TOKENS.secret), UnaryOperator.identity());
        assertRefused(unnamed, "the token names no key (kid), and this server has several");
        Files.writeString(keys, new JWKSet(TOKENS.secret).toString(false));
        accepted(unnamed);
    }

    @Test
    void keys_that_are_not_the_servers_are_refused() throws Exception {
        OctetSequenceKey foreign = new OctetSequenceKeyGenerator(256).generate();
        String unknown = Tokens.sign(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("foreign").build(),
                Tokens.macSigner(foreign),
                UnaryOperator.identity());
        assertRefused(unknown, "the token names a key (kid) that this server does not have");
        String underOurName = Tokens.sign(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("hmac").build(),
                Tokens.macSigner(foreign),
                UnaryOperator.identity());
        assertRefused(underOurName, "the token's signature does not fit its key");
    }

    @Test
    void a_changed_claim_breaks_every_signature() {
        for (String token : List.of(
                TOKENS.hs256(UnaryOperator.identity()),
                TOKENS.es256(UnaryOperator.identity()),
                TOKENS.edDsa(UnaryOperator.identity()))) {
            String[] parts = token.split("\\.", -1);
            String claims = Base64URL.encode(
                            Tokens.ordinary().claim("priority", 255).build().toString())
                    .toString();
            assertRefused(parts[0] + "." + claims + "." + parts[2], "the token's signature does not fit its key");
            assertThat(authenticator.authenticate("ann", parts[0] + "." + parts[1] + "."))
                    .isInstanceOf(Authentication.Refused.class);
        }
    }

    @Test
    void time_is_kept_within_the_leeway() {
        assertRefused(TOKENS.hs256(claims -> claims.expirationTime(inSeconds(-31))), "the token has expired");
        accepted(TOKENS.hs256(claims -> claims.expirationTime(inSeconds(-20))));
        assertRefused(TOKENS.hs256(claims -> claims.expirationTime(null)), "the token has no expiry (exp)");
        assertRefused(TOKENS.hs256(claims -> claims.notBeforeTime(inSeconds(60))), "the token is not valid yet (nbf)");
        accepted(TOKENS.hs256(claims -> claims.notBeforeTime(inSeconds(20))));
    }

    private static Date inSeconds(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    @Test
    void a_token_is_for_its_own_user_issuer_and_audience() {
        assertRefused(TOKENS.hs256(claims -> claims.subject("ben")), "the token is for another user (sub)");
        assertRefused(TOKENS.hs256(claims -> claims.subject(null)), "the token is for another user (sub)");
        authenticator = authenticator(Optional.of("sso"), Optional.of("livechat"));
        assertRefused(TOKENS.hs256(UnaryOperator.identity()), "the token is of another issuer (iss)");
        assertRefused(
                TOKENS.hs256(claims -> claims.issuer("sso").audience("mail")),
                "the token is for another audience (aud)");
        accepted(TOKENS.hs256(claims -> claims.issuer("sso").audience(List.of("mail", "livechat"))));
    }

    @Test
    void malformed_claims_refuse_the_token() {
        String priority = "the token's claim priority has to be a whole number from 0 to 255";
        for (Object wrong : List.of(256, -1, "255", 1.5, true)) {
            assertRefused(TOKENS.hs256(with("priority", wrong)), priority);
        }
        assertRefused(
                TOKENS.hs256(with("indicators", List.of("urgent"))),
                "the token's claim indicators takes normal, broadcast, imminent_peril and emergency");
        assertRefused(
                TOKENS.hs256(with("indicators", "emergency")),
                "the token's claim indicators has to be a list of at most 1000 texts");
        String channels = "the token's claim channels has to be an object of join, talk, listen, manage and replay";
        assertRefused(TOKENS.hs256(with("channels", List.of("CH_0001"))), channels);
        assertRefused(TOKENS.hs256(with("channels", Map.of("joins", List.of("*")))), channels);
        assertRefused(
                TOKENS.hs256(with("channels", Map.of("join", List.of(7)))),
                "the token's claim channels.join has to be a list of at most 1000 texts");
    }

    @Test
    void header_extensions_that_have_to_be_understood_refuse_the_token() {
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .keyID("hmac")
                .customParam("livechat-x", 1)
                .criticalParams(Set.of("livechat-x"))
                .build();
        assertRefused(
                Tokens.sign(header, Tokens.macSigner(TOKENS.secret), UnaryOperator.identity()),
                "the token's header asks for extensions (crit, b64) that this server does not have");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a secret", "", "a.b", "a.b.c.d.e", "ey..é", "a.b.c\n"})
    void what_is_no_token_is_somebody_elses(String token) {
        assertThat(authenticator.authenticate("ann", token)).isEqualTo(Authentication.unknown());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a.b.c", "eyJ9.e30.", "e30.e30.e30", "eyJhbGciOiJIUzI1NiJ9.x.y", "bnVsbA.e30.e30", "W10.e30.e30"
            })
    void what_looks_like_a_token_and_is_none_is_refused(String token) {
        assertThat(authenticator.authenticate("ann", token)).isInstanceOf(Authentication.Refused.class);
    }

    @Test
    void keys_are_read_again_when_their_file_changes() throws Exception {
        OctetSequenceKey next = new OctetSequenceKeyGenerator(256).keyID("next").generate();
        String token = Tokens.sign(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("next").build(),
                Tokens.macSigner(next),
                UnaryOperator.identity());
        assertThat(authenticator.authenticate("ann", token)).isInstanceOf(Authentication.Refused.class);

        Files.writeString(keys, new JWKSet(next).toString(false));
        accepted(token);
        assertRefused(
                TOKENS.hs256(UnaryOperator.identity()), "the token names a key (kid) that this server does not have");

        Files.writeString(keys, "{ no longer JSON");
        accepted(token);
        Files.delete(keys);
        accepted(token);
    }

    @Test
    void a_key_file_that_cannot_be_used_is_named_with_what_is_wrong() throws Exception {
        assertWrong("{}", "is no JSON Web Key Set");
        assertWrong(
                new JWKSet(TOKENS.curve).toString(false),
                "key 'curve' is a private key; the server needs the public part alone");
        assertWrong(
                new JWKSet(new OctetSequenceKey.Builder(new byte[8])
                                .keyID("short")
                                .build())
                        .toString(false),
                "key 'short' cannot be used");
        assertWrong(
                new JWKSet(List.of(
                                TOKENS.secret,
                                new OctetSequenceKeyGenerator(256).keyID("hmac").generate()))
                        .toString(false),
                "two keys have the id 'hmac'");
        assertWrong(
                new JWKSet(List.of(TOKENS.secret, new OctetSequenceKeyGenerator(256).generate())).toString(false),
                "a key has no id (kid); of several each has to have one");
        assertWrong(
                new JWKSet(new OctetSequenceKeyGenerator(512)
                                .algorithm(JWSAlgorithm.HS512)
                                .keyID("long")
                                .generate())
                        .toString(false),
                "key 'long' is for HS512, which is not accepted; its type is for HS256");
        Files.delete(keys);
        assertThatThrownBy(() -> authenticator(Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keys.json cannot be read");
    }

    private void assertWrong(String content, String message) throws IOException {
        Files.writeString(keys, content);
        assertThatThrownBy(() -> authenticator(Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keys.json: ")
                .hasMessageContaining(message);
    }
}
