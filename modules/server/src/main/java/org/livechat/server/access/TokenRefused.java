package org.livechat.server.access;

/** A token of a kind that is known lets nobody in. The message is told to the client, and holds nothing of the token. */
final class TokenRefused extends Exception {
    private static final long serialVersionUID = 1L;

    TokenRefused(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
