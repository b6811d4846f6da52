package org.livechat.rtc.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;

/**
 * A key and its self-signed certificate (ECDSA on P-256), made fresh for each process: trust in WebRTC comes from the
 * fingerprint in the signaling and not from the certificate. May be shared by all handshakes and threads.
 */
public final class DtlsIdentity {
    private static final X500Name NAME = new X500Name("CN=livechat");
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);
    private static final Duration LIFETIME = Duration.ofDays(3650);
    private static final int SERIAL_NUMBER_BITS = 64;

    private final BoundedTlsCrypto crypto;
    private final AsymmetricKeyParameter privateKey;
    private final Certificate chain;
    private final Fingerprint fingerprint;

    private DtlsIdentity(
            BoundedTlsCrypto crypto, AsymmetricKeyParameter privateKey, Certificate chain, Fingerprint fingerprint) {
        this.crypto = crypto;
        this.privateKey = privateKey;
        this.chain = chain;
        this.fingerprint = fingerprint;
    }

    /** Makes a new key and certificate. */
    public static DtlsIdentity generate() {
        var random = new SecureRandom();
        var generator = new ECKeyPairGenerator();
        generator.init(
                new ECKeyGenerationParameters(ECNamedDomainParameters.lookup(SECObjectIdentifiers.secp256r1), random));
        var pair = generator.generateKeyPair();
        try {
            var now = Instant.now();
            var builder = new X509v3CertificateBuilder(
                    NAME,
                    new BigInteger(SERIAL_NUMBER_BITS, random),
                    Date.from(now.minus(CLOCK_SKEW)),
                    Date.from(now.plus(LIFETIME)),
                    NAME,
                    SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic()));
            var signer = new BcECContentSignerBuilder(
                            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256),
                            new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE))
                    .build(pair.getPrivate());
            var der = builder.build(signer).getEncoded();
            var crypto = new BoundedTlsCrypto(random);
            var chain = new Certificate(new TlsCertificate[] {new BcTlsCertificate(crypto, der)});
            return new DtlsIdentity(crypto, pair.getPrivate(), chain, Fingerprint.of(Fingerprint.Hash.SHA_256, der));
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("a P-256 key and certificate could not be made", e);
        }
    }

    /** The SHA-256 fingerprint for the {@code a=fingerprint} line. */
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    BoundedTlsCrypto crypto() {
        return crypto;
    }

    TlsCredentialedSigner credentials(TlsContext context) {
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                privateKey,
                chain,
                SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }
}
