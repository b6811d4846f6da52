package org.livechat.rtc.dtls;

import java.io.IOException;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * A certificate of the peer's, whose key is made only if a signature by it is verified in milliseconds: RSA of 1024 to 4096
 * bits with a public exponent of 33 bits at most, ECDSA on the named curves P-256, P-384 and P-521, and EdDSA. A peer
 * chooses its key, and the arithmetic of a larger one takes seconds.
 */
final class BoundedCertificate extends BcTlsCertificate {
    private static final int MIN_RSA_BITS = 1024;
    private static final int MAX_RSA_BITS = 4096;
    private static final int MAX_EXPONENT_BITS = 33;

    private static final Set<ASN1ObjectIdentifier> RSA =
            Set.of(PKCSObjectIdentifiers.rsaEncryption, PKCSObjectIdentifiers.id_RSASSA_PSS);
    private static final Set<ASN1ObjectIdentifier> EDDSA =
            Set.of(EdECObjectIdentifiers.id_Ed25519, EdECObjectIdentifiers.id_Ed448);
    private static final Set<ASN1ObjectIdentifier> CURVES =
            Set.of(SECObjectIdentifiers.secp256r1, SECObjectIdentifiers.secp384r1, SECObjectIdentifiers.secp521r1);

    BoundedCertificate(BcTlsCrypto crypto, byte[] der) throws IOException {
        super(crypto, der);
    }

    /**
     * Looks at the key without computing with it.
     *
     * @throws UnusableKey if it is of a kind or size that is not taken
     */
    void checkKey() throws IOException {
        var algorithm = keyInfo.getAlgorithm();
        var name = algorithm.getAlgorithm();
        if (RSA.contains(name)) {
            checkRsa(RSAPublicKey.getInstance(keyInfo.parsePublicKey()));
        } else if (name.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            if (!(algorithm.getParameters() instanceof ASN1ObjectIdentifier curve) || !CURVES.contains(curve)) {
                throw new UnusableKey("its curve is not P-256, P-384 or P-521, by name");
            }
        } else if (!EDDSA.contains(name)) {
            throw new UnusableKey("its kind " + name + " is not RSA, ECDSA or EdDSA");
        }
    }

    private static void checkRsa(RSAPublicKey key) throws UnusableKey {
        var bits = key.getModulus().bitLength();
        var exponent = key.getPublicExponent();
        if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS || !key.getModulus().testBit(0)) {
            throw new UnusableKey("its RSA modulus of " + bits + " bits is not an odd one of " + MIN_RSA_BITS + " to "
                    + MAX_RSA_BITS + " bits");
        }
        if (exponent.bitLength() > MAX_EXPONENT_BITS || exponent.bitLength() < 2 || !exponent.testBit(0)) {
            throw new UnusableKey("its RSA exponent of " + exponent.bitLength() + " bits is not an odd one of 2 to "
                    + MAX_EXPONENT_BITS + " bits");
        }
    }

    @Override
    protected AsymmetricKeyParameter getPublicKey() throws IOException {
        checkKey();
        if (!RSA.contains(keyInfo.getAlgorithm().getAlgorithm())) {
            return super.getPublicKey();
        }
        // Otherwise Bouncy Castle would search a 4096-bit modulus for primes, for a tenth of a second: a peer whose key
        // is weak harms itself alone, as it is its fingerprint that is trusted.
        var key = RSAPublicKey.getInstance(keyInfo.parsePublicKey());
        return new RSAKeyParameters(false, key.getModulus(), key.getPublicExponent(), true);
    }

    /** A key that is not taken; nothing has been computed with it. */
    static final class UnusableKey extends TlsFatalAlert {
        private static final long serialVersionUID = 1L;

        UnusableKey(String detail) {
            super(AlertDescription.unsupported_certificate, detail);
        }
    }
}
