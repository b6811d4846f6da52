package org.livechat.rtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.teletrust.TeleTrusTObjectIdentifiers;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.junit.jupiter.api.Test;

/** Keys of clients that would take long to compute with: refused for what they say of themselves. */
class CostlyKeyTest {
    @Test
    void rsa_key_of_16384_bits_is_refused() throws IOException {
        assertThat(reasonFor(StatedKey.rsa(16_384))).isEqualTo(DtlsOutcome.Reason.UNUSABLE_KEY);
    }

    @Test
    void rsa_key_just_above_4096_bits_is_refused() throws IOException {
        assertThat(reasonFor(StatedKey.rsa(4097))).isEqualTo(DtlsOutcome.Reason.UNUSABLE_KEY);
    }

    @Test
    void rsa_key_whose_exponent_is_long_is_refused() throws IOException {
        assertThat(reasonFor(StatedKey.rsaWithLongExponent(4096))).isEqualTo(DtlsOutcome.Reason.UNUSABLE_KEY);
    }

    @Test
    void rsa_key_too_short_to_prove_anything_is_refused() throws IOException {
        assertThat(reasonFor(StatedKey.rsa(512))).isEqualTo(DtlsOutcome.Reason.UNUSABLE_KEY);
    }

    @Test
    void key_on_a_curve_that_the_certificate_describes_is_refused() throws IOException {
        assertThat(reasonFor(StatedKey.onExplicitCurve())).isEqualTo(DtlsOutcome.Reason.UNUSABLE_KEY);
    }

    @Test
    void keys_on_other_curves_are_refused() throws IOException {
        assertThat(reasonFor(StatedKey.onCurve(TeleTrusTObjectIdentifiers.brainpoolP512r1)))
                .isEqualTo(DtlsOutcome.Reason.UNUSABLE_KEY);
        assertThat(reasonFor(StatedKey.onCurve(SECObjectIdentifiers.sect571r1)))
                .isEqualTo(DtlsOutcome.Reason.UNUSABLE_KEY);
    }

    @Test
    void dsa_key_is_refused() throws IOException {
        assertThat(reasonFor(StatedKey.dsa())).isEqualTo(DtlsOutcome.Reason.UNUSABLE_KEY);
    }

    /** Its signature is none, which only arithmetic can tell. */
    @Test
    void rsa_key_of_4096_bits_is_computed_with() throws IOException {
        assertThat(reasonFor(StatedKey.rsa(4096))).isEqualTo(DtlsOutcome.Reason.PROTOCOL);
    }

    @Test
    void certificate_that_was_not_signaled_is_refused_for_that_and_not_for_its_key() throws IOException {
        var other = DtlsIdentity.generate().fingerprint();
        assertThat(reasonFor(StatedKey.rsa(16_384), other)).isEqualTo(DtlsOutcome.Reason.WRONG_FINGERPRINT);
    }

    @Test
    void client_with_an_rsa_key_as_browsers_make_them_is_served() throws IOException, NoSuchAlgorithmException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var pair = generator.generateKeyPair();
        var certificate = StatedKey.of(pair.getPublic()).certificate();
        var crypto = new BcTlsCrypto();
        var chain = new Certificate(new TlsCertificate[] {new BcTlsCertificate(crypto, certificate)});
        var key = PrivateKeyFactory.createKey(pair.getPrivate().getEncoded());

        var outcome = outcomeFor(
                Fingerprint.of(Fingerprint.Hash.SHA_256, certificate),
                context -> new BcDefaultTlsCredentialedSigner(
                        new TlsCryptoParameters(context),
                        crypto,
                        key,
                        chain,
                        SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.rsa)));

        assertThat(outcome).isInstanceOf(DtlsOutcome.Established.class);
    }

    private static DtlsOutcome.Reason reasonFor(StatedKey key) throws IOException {
        return reasonFor(key, null);
    }

    private static DtlsOutcome.Reason reasonFor(StatedKey key, Fingerprint signaled) throws IOException {
        var certificate = key.certificate();
        var credentials = key.credentials(certificate);
        var expected = signaled == null ? Fingerprint.of(Fingerprint.Hash.SHA_256, certificate) : signaled;
        return ((DtlsOutcome.Failed) outcomeFor(expected, context -> credentials)).reason();
    }

    private static DtlsOutcome outcomeFor(Fingerprint expected, Function<TlsContext, TlsCredentials> credentials) {
        var outcome = new CompletableFuture<DtlsOutcome>();
        var toClient = new AtomicReference<RecordInbox>();
        var server = DtlsHandshake.server(
                DtlsIdentity.generate(),
                List.of(expected),
                PeerPair.LIMIT,
                (buffer, offset, length) -> DtlsRecordGuard.admit(
                                buffer, offset, length, DtlsRecordGuard.Phase.CLIENT_HANDSHAKE)
                        .forEach(toClient.get()::offer),
                outcome::complete);
        var network = new RecordInbox(server::offer);
        network.begin(System.nanoTime() + PeerPair.LIMIT.toNanos());
        toClient.set(network);
        var client = new OddClient(DtlsIdentity.generate());
        client.credentials = credentials;

        Thread.ofVirtual().start(server);
        Thread.ofVirtual().start(() -> client.attempt(network));

        try {
            return outcome.join();
        } finally {
            network.close();
        }
    }
}
