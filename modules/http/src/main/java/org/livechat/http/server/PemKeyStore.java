package org.livechat.http.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.livechat.api.part.FileProblem;

/** A certificate chain and its key from PEM files (RFC 7468), as Java wants to have them. */
final class PemKeyStore {
    static final String PASSWORD = "";

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final String PKCS8 = "PRIVATE KEY";
    private static final byte[] PROBE = {1, 2, 3};

    private PemKeyStore() {}

    /** @throws TlsUnusable naming the file and what is wrong with it, in one sentence */
    static KeyStore read(TlsSettings settings) {
        List<X509Certificate> chain = chain(settings.certificate());
        PrivateKey key = key(settings.key(), chain.getFirst().getPublicKey());
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, PASSWORD.toCharArray(), chain.toArray(Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsUnusable(
                    "%s and %s cannot be used: %s".formatted(settings.certificate(), settings.key(), e.getMessage()),
                    e);
        }
    }

    private static List<X509Certificate> chain(Path file) {
        try {
            InputStream content = new ByteArrayInputStream(Files.readAllBytes(file));
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(content);
            if (found.isEmpty()) {
                throw new TlsUnusable(file + " holds no certificate (BEGIN CERTIFICATE)");
            }
            return found.stream().map(X509Certificate.class::cast).toList();
        } catch (IOException e) {
            throw new TlsUnusable(file + " cannot be read: " + FileProblem.words(e), e);
        } catch (GeneralSecurityException e) {
            throw new TlsUnusable(file + " holds no sound certificate: " + e.getMessage(), e);
        }
    }

    private static PrivateKey key(Path file, PublicKey certified) {
        try {
            Matcher block = BLOCK.matcher(Files.readString(file));
            if (!block.find()) {
                throw new TlsUnusable(file + " holds no private key (BEGIN PRIVATE KEY)");
            }
            if (!block.group(1).equals(PKCS8)) {
                throw new TlsUnusable(
                        "%s holds a key of the form %s; make it PKCS#8: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW"
                                .formatted(file, block.group(1)));
            }
            byte[] encoded = Base64.getMimeDecoder().decode(block.group(2));
            PrivateKey key =
                    KeyFactory.getInstance(certified.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            requirePair(file, key, certified);
            return key;
        } catch (IOException e) {
            throw new TlsUnusable(file + " cannot be read: " + FileProblem.words(e), e);
        } catch (InvalidKeySpecException | InvalidKeyException e) {
            throw new TlsUnusable(file + " holds no key of the certificate's kind, " + certified.getAlgorithm(), e);
        } catch (GeneralSecurityException e) {
            throw new TlsUnusable(file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static void requirePair(Path file, PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        String algorithm = switch (certified.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> certified.getAlgorithm();
        };
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(PROBE);
        if (!signature.verify(signed)) {
            throw new TlsUnusable(file + " holds another key than that of the certificate");
        }
    }
}
