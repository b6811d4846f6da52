package org.livechat.rtc.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DSAParameter;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsStreamSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** A certificate of a public key that nobody made: with what it says of itself, and a signature that is none. */
final class StatedKey {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final BigInteger SMALL_PRIMES = smallPrimes();
    private static final BigInteger F4 = BigInteger.valueOf(65537);

    private final SubjectPublicKeyInfo key;
    private final short algorithm;
    private final byte[] signature;

    private StatedKey(SubjectPublicKeyInfo key, short algorithm, int signatureBytes) {
        this.key = key;
        this.algorithm = algorithm;
        this.signature = new byte[signatureBytes];
        Arrays.fill(signature, 1, signatureBytes, (byte) 0xA5);
    }

    static StatedKey rsa(int bits) throws IOException {
        return rsa(modulus(bits), F4);
    }

    static StatedKey rsaWithLongExponent(int bits) throws IOException {
        return rsa(modulus(bits), odd(bits - 1));
    }

    private static StatedKey rsa(BigInteger modulus, BigInteger exponent) throws IOException {
        return new StatedKey(
                new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption),
                        new RSAPublicKey(modulus, exponent)),
                SignatureAlgorithm.rsa,
                modulus.bitLength() / Byte.SIZE);
    }

    static StatedKey of(PublicKey key) {
        return new StatedKey(SubjectPublicKeyInfo.getInstance(key.getEncoded()), SignatureAlgorithm.rsa, 256);
    }

    static StatedKey onExplicitCurve() {
        var curve = ECNamedCurveTable.getByOID(SECObjectIdentifiers.secp256r1);
        return onCurve(new X9ECParameters(
                curve.getCurve(), curve.getBaseEntry(), curve.getN(), curve.getH(), curve.getSeed()));
    }

    static StatedKey onCurve(ASN1Encodable curve) {
        var point = ECNamedCurveTable.getByOID(SECObjectIdentifiers.secp256r1)
                .getG()
                .getEncoded(false);
        return new StatedKey(
                new SubjectPublicKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), point),
                SignatureAlgorithm.ecdsa,
                70);
    }

    static StatedKey dsa() throws IOException {
        return new StatedKey(
                new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(
                                X9ObjectIdentifiers.id_dsa, new DSAParameter(odd(8192), odd(256), odd(8191))),
                        new ASN1Integer(odd(8190))),
                SignatureAlgorithm.dsa,
                70);
    }

    private static BigInteger odd(int bits) {
        return new BigInteger(bits, RANDOM).setBit(bits - 1).setBit(0);
    }

    /** One that no look at small primes tells from a product of two large ones. */
    private static BigInteger modulus(int bits) {
        var candidate = odd(bits);
        while (!candidate.gcd(SMALL_PRIMES).equals(BigInteger.ONE)) {
            candidate = odd(bits);
        }
        return candidate;
    }

    private static BigInteger smallPrimes() {
        var product = BigInteger.ONE;
        for (var prime = BigInteger.TWO; prime.intValue() < 1000; prime = prime.nextProbablePrime()) {
            product = product.multiply(prime);
        }
        return product;
    }

    byte[] certificate() throws IOException {
        var name = new X500Name("CN=stated");
        var now = Instant.now();
        try {
            return new X509v3CertificateBuilder(
                            name,
                            BigInteger.ONE,
                            Date.from(now.minusSeconds(60)),
                            Date.from(now.plusSeconds(3600)),
                            name,
                            key)
                    .build(new BcECContentSignerBuilder(
                                    new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256),
                                    new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256))
                            .build(anyKey()))
                    .getEncoded();
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AsymmetricKeyParameter anyKey() {
        var generator = new ECKeyPairGenerator();
        generator.init(
                new ECKeyGenerationParameters(ECNamedDomainParameters.lookup(SECObjectIdentifiers.secp256r1), RANDOM));
        return generator.generateKeyPair().getPrivate();
    }

    /** What a client has that states it. */
    TlsCredentialedSigner credentials(byte[] certificate) throws IOException {
        var chain = new Certificate(new TlsCertificate[] {new BcTlsCertificate(new BcTlsCrypto(RANDOM), certificate)});
        return new TlsCredentialedSigner() {
            @Override
            public byte[] generateRawSignature(byte[] hash) {
                return signature;
            }

            @Override
            public SignatureAndHashAlgorithm getSignatureAndHashAlgorithm() {
                return SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, algorithm);
            }

            @Override
            public TlsStreamSigner getStreamSigner() {
                return null;
            }

            @Override
            public Certificate getCertificate() {
                return chain;
            }
        };
    }
}
