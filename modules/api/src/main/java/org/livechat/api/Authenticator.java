package org.livechat.api;

import java.util.Optional;

/** Decides who a token speaks for. Called on a signaling thread for every IDENTIFY; may be called concurrently. */
public interface Authenticator {
    /**
     * Checks a token.
     *
     * @param userId the user that the client says it is, already checked for form
     * @param token what the client presented, as it came
     * @return what the session may do, or empty when the token does not entitle anyone to be that user
     */
    Optional<Credential> authenticate(String userId, String token);
}
