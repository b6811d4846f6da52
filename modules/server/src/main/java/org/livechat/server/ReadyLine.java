package org.livechat.server;

import java.util.List;
import java.util.stream.Collectors;

/** What the server says when clients can connect. It has no secret in it but one that was made for this start. */
final class ReadyLine {
    private ReadyLine() {}

    /** @param secret what clients present */
    static String of(LivechatServer server, Secret secret) {
        return "livechat is ready: %s%s, media on UDP port %d%s"
                .formatted(
                        console(server, secret),
                        server.httpPort()
                                .map("HTTP and WebSocket on port %d"::formatted)
                                .orElse("without a web server"),
                        server.mediaAddress().getPort(),
                        tcp(server.mediaTcpPorts()));
    }

    private static String tcp(List<Integer> ports) {
        return switch (ports.size()) {
            case 0 -> "";
            case 1 -> " and TCP port " + ports.getFirst();
            default -> " and TCP ports " + ports.stream().map(String::valueOf).collect(Collectors.joining(" and "));
        };
    }

    private static String console(LivechatServer server, Secret secret) {
        if (secret.isNew()) {
            return server.consoleLink().map("console %s  "::formatted).orElse("");
        }
        String token = server.takesSecret() ? " (token: " + secret.origin() + ")" : "";
        return server.consolePage()
                .map(page -> "console " + page + token + "  ")
                .orElse("");
    }
}
