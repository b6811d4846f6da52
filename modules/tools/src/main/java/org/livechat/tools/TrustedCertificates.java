package org.livechat.tools;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.livechat.api.part.FileProblem;

/** A file of PEM certificates as the only ones that are trusted. */
final class TrustedCertificates {
    private TrustedCertificates() {}

    static SSLContext of(Path file) {
        try {
            InputStream pem = new ByteArrayInputStream(Files.readAllBytes(file));
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("ca-" + trusted.size(), certificate);
            }
            if (trusted.size() == 0) {
                throw CommandFailed.wrongUsage("--ca " + file + " has no certificate in it");
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException unreadable) {
            throw CommandFailed.wrongUsage("--ca " + file + " cannot be read: " + FileProblem.words(unreadable));
        } catch (GeneralSecurityException unusable) {
            throw CommandFailed.wrongUsage("--ca " + file + " holds no sound certificates: " + unusable.getMessage());
        }
    }
}
