package org.livechat.server.provider;

/** A provider that says nonsense of itself. The message is one sentence. */
public final class ProviderUnsound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProviderUnsound(String message) {
        super(message);
    }

    ProviderUnsound(String message, Throwable cause) {
        super(message, cause);
    }
}
