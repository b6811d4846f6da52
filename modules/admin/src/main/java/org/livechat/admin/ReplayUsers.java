package org.livechat.admin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.livechat.api.Credential;
import org.livechat.api.control.ControlPlane;
import org.livechat.api.gateway.Admission;
import org.livechat.http.ClientAddress;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who asks for recordings: the user of the token in {@code Authorization: Bearer} (RFC 6750 2.1), who is the one that a JSON Web Token
 * names, or else {@value #USER}. Never a query, which ends up in logs.
 */
record ReplayUsers(Admission admission, ControlPlane control) {
    /** The user id, percent-encoded UTF-8, for tokens that name nobody. */
    static final String USER = "Livechat-User";

    private static final String SCHEME = "Bearer ";
    private static final int PARTS_OF_JWT = 3;

    /**
     * What the user may do.
     *
     * @throws AdminCall.Refused when there is no token
     * @throws org.livechat.api.RequestRefused when it lets nobody in, or an operator keeps the user out
     */
    Credential of(Request request) {
        List<String> given = request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION);
        if (given.size() != 1 || !given.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw unauthorized("this needs the token of a user: send the header Authorization: Bearer TOKEN once");
        }
        String token = given.getFirst().substring(SCHEME.length()).strip();
        String user = Optional.ofNullable(request.getHeaders().get(USER))
                .map(ReplayUsers::decoded)
                .or(() -> subject(token))
                .orElseThrow(() -> unauthorized(
                        "the token does not say whose it is: send your user id, percent-encoded, as header " + USER));
        Credential credential = admission.admit(user, token, ClientAddress.of(request));
        control.requireUnblocked(credential.userId());
        return credential;
    }

    private static AdminCall.Refused unauthorized(String sentence) {
        return new AdminCall.Refused(HttpStatus.UNAUTHORIZED_401, sentence);
    }

    private static String decoded(String text) {
        try {
            // A plus is one here.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw AdminBody.wrong("the header " + USER + " has to be percent-encoded UTF-8");
        }
    }

    /** Whose a JSON Web Token says it is (RFC 7519 4.1.2), which its authenticator has to bear out. */
    private static Optional<String> subject(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != PARTS_OF_JWT) {
            return Optional.empty();
        }
        try {
            return JsonMapper.shared()
                    .readTree(Base64.getUrlDecoder().decode(parts[1]))
                    .path("sub")
                    .stringValueOpt();
        } catch (IllegalArgumentException | JacksonException _) {
            return Optional.empty();
        }
    }
}
