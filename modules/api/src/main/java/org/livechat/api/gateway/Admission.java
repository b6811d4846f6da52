package org.livechat.api.gateway;

import java.net.InetAddress;
import java.util.Optional;
import org.livechat.api.Credential;
import org.livechat.api.RequestRefused;

/**
 * Lets clients in, by the authenticators that the configuration has chosen. All gateways share one count of the wrong tokens
 * that each network has come with, so that nobody can guess at one gateway what another has stopped. May be called from any
 * thread; may take as long as an authenticator does. After a refusal the gateway may let the client try again or close; one
 * that knows its users in other ways may make their credentials itself.
 *
 * @since 1
 */
@FunctionalInterface
public interface Admission {
    /**
     * Checks who a client is.
     *
     * @param userId the user that the client says it is
     * @param token what it presented
     * @param peer where it is connected from; empty where that is unknown, and then guesses are not counted
     * @return what it may do, to open its session with
     * @throws RequestRefused INVALID_PAYLOAD when the user id is none, INVALID_TOKEN when the token does not entitle it to be
     *     this user, RATE_LIMITED when its network has guessed too often
     */
    Credential admit(String userId, String token, Optional<InetAddress> peer);
}
