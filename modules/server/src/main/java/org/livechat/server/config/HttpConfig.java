package org.livechat.server.config;

import java.util.List;

/**
 * The TCP side.
 *
 * @param host the address to listen on
 * @param port the port; 0 lets the system choose
 * @param allowedOrigins origins besides the server's own whose pages may open a WebSocket
 * @param connectionsPerAddress the most TCP connections of one client address
 */
public record HttpConfig(String host, int port, List<String> allowedOrigins, int connectionsPerAddress) {
    static HttpConfig read(Section section) {
        var config = new HttpConfig(
                section.text("host", "0.0.0.0"),
                section.integer("port", 8080, 0, 65_535),
                section.texts("allowed_origins", List.of()),
                section.integer("connections_per_address", 256, 1, 1_000_000));
        section.end();
        return config;
    }
}
