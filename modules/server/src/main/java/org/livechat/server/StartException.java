package org.livechat.server;

/** The server cannot start for a reason outside it: a port in use, a folder that is missing. The message is one line. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
