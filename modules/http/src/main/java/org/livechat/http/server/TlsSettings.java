package org.livechat.http.server;

import java.nio.file.Path;

/**
 * What the server shows to be who it is.
 *
 * @param certificate a PEM file: the server's certificate, then those that vouch for it
 * @param key a PEM file: the private key of the first certificate, PKCS#8, not encrypted
 */
public record TlsSettings(Path certificate, Path key) {
    /**
     * Looks whether TLS can be spoken with these files.
     *
     * @throws TlsUnusable when not
     */
    public void check() {
        PemKeyStore.read(this);
    }
}
