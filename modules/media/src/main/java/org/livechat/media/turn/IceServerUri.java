package org.livechat.media.turn;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether texts are URIs of STUN servers (RFC 7064) or TURN servers (RFC 7065). Browsers refuse to connect at all with one that is not. */
final class IceServerUri {
    static final String EXPECTED = "URIs such as turn:turn.example.org, turn:192.0.2.7:3478?transport=tcp,"
            + " turns:[2001:db8::7]:443?transport=tcp or stun:stun.example.org";

    private static final Pattern URI =
            Pattern.compile("(?<scheme>stuns?|turns?):(?<host>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~-]+)"
                    + "(:(?<port>\\d{1,5}))?(\\?transport=(?<transport>[a-z]+))?");
    private static final Set<String> TRANSPORTS = Set.of("udp", "tcp");
    private static final int HIGHEST_PORT = 65_535;

    private IceServerUri() {}

    static boolean isSound(String text) {
        Matcher parts = URI.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        int port =
                Optional.ofNullable(parts.group("port")).map(Integer::parseInt).orElse(1);
        boolean isTransportSound = Optional.ofNullable(parts.group("transport"))
                .map(transport -> isTurn(text) && TRANSPORTS.contains(transport))
                .orElse(true);
        return port >= 1 && port <= HIGHEST_PORT && isTransportSound;
    }

    /** Whether it is one of a TURN server, which lets in nobody without credentials. */
    static boolean isTurn(String uri) {
        return uri.startsWith("turn");
    }
}
