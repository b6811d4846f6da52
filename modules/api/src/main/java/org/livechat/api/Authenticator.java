package org.livechat.api;

/** Decides who a token speaks for. Called on a signaling thread for every IDENTIFY; may be called concurrently. */
@FunctionalInterface
public interface Authenticator {
    /**
     * Checks a token. Whatever it throws is an error of the server to the client, and lets nobody in.
     *
     * @param userId the user that the client says it is, already checked for form
     * @param token what the client presented, as it came
     */
    Authentication authenticate(String userId, String token);
}
