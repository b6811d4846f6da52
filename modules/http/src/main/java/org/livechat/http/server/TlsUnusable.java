package org.livechat.http.server;

/** A certificate or key that TLS cannot be spoken with. The message is one line that names the file and what is wrong. */
public final class TlsUnusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TlsUnusable(String message, Throwable cause) {
        super(message, cause);
    }

    TlsUnusable(String message) {
        super(message);
    }
}
