package org.livechat.server.kit;

/** The server cannot start, for a reason that its operator can do something about. The message is one line. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
