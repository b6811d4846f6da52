package org.livechat.rtc.dtls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.concurrent.TimeUnit;
import javax.crypto.KeyAgreement;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.agreement.X25519Agreement;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.X25519KeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.X25519KeyGenerationParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The public-key work of a DTLS handshake, by Bouncy Castle (what rtc uses) and by the JDK: a server signs and verifies once,
 * and makes a key and agrees once.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HandshakeCryptoBenchmark {
    private final SecureRandom random = new SecureRandom();
    private final byte[] hash = new byte[32];
    private final byte[] secret = new byte[32];
    private final ECKeyPairGenerator castleCurve = new ECKeyPairGenerator();
    private final X25519KeyPairGenerator castleX25519 = new X25519KeyPairGenerator();
    private AsymmetricCipherKeyPair castlePair;
    private AsymmetricCipherKeyPair castleX25519Pair;
    private BigInteger[] castleSignature;
    private KeyPairGenerator platformCurve;
    private KeyPairGenerator platformX25519;
    private KeyPair platformPair;
    private KeyPair platformX25519Pair;
    private byte[] platformSignature;

    @Setup
    public void prepare() throws GeneralSecurityException {
        castleCurve.init(
                new ECKeyGenerationParameters(ECNamedDomainParameters.lookup(SECObjectIdentifiers.secp256r1), random));
        castleX25519.init(new X25519KeyGenerationParameters(random));
        castlePair = castleCurve.generateKeyPair();
        castleX25519Pair = castleX25519.generateKeyPair();
        castleSignature = castleSign();
        platformCurve = KeyPairGenerator.getInstance("EC");
        platformCurve.initialize(new ECGenParameterSpec("secp256r1"));
        platformX25519 = KeyPairGenerator.getInstance("X25519");
        platformPair = platformCurve.generateKeyPair();
        platformX25519Pair = platformX25519.generateKeyPair();
        platformSignature = platformSign();
    }

    @Benchmark
    public BigInteger[] castleSign() {
        var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, castlePair.getPrivate());
        return signer.generateSignature(hash);
    }

    @Benchmark
    public boolean castleVerify() {
        var signer = new ECDSASigner();
        signer.init(false, castlePair.getPublic());
        return signer.verifySignature(hash, castleSignature[0], castleSignature[1]);
    }

    @Benchmark
    public Object castleP256() {
        var agreement = new ECDHBasicAgreement();
        agreement.init(castleCurve.generateKeyPair().getPrivate());
        return agreement.calculateAgreement(castlePair.getPublic());
    }

    @Benchmark
    public byte[] castleX25519() {
        var agreement = new X25519Agreement();
        agreement.init(castleX25519.generateKeyPair().getPrivate());
        agreement.calculateAgreement(castleX25519Pair.getPublic(), secret, 0);
        return secret;
    }

    @Benchmark
    public byte[] platformSign() throws GeneralSecurityException {
        var signature = Signature.getInstance("NONEwithECDSA");
        signature.initSign(platformPair.getPrivate());
        signature.update(hash);
        return signature.sign();
    }

    @Benchmark
    public boolean platformVerify() throws GeneralSecurityException {
        var signature = Signature.getInstance("NONEwithECDSA");
        signature.initVerify(platformPair.getPublic());
        signature.update(hash);
        return signature.verify(platformSignature);
    }

    @Benchmark
    public byte[] platformP256() throws GeneralSecurityException {
        return agree("ECDH", platformCurve.generateKeyPair(), platformPair);
    }

    @Benchmark
    public byte[] platformX25519() throws GeneralSecurityException {
        return agree("X25519", platformX25519.generateKeyPair(), platformX25519Pair);
    }

    private static byte[] agree(String algorithm, KeyPair own, KeyPair other) throws GeneralSecurityException {
        var agreement = KeyAgreement.getInstance(algorithm);
        agreement.init(own.getPrivate());
        agreement.doPhase(other.getPublic(), true);
        return agreement.generateSecret();
    }
}
