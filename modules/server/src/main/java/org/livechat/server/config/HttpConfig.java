package org.livechat.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The TCP side.
 *
 * @param host the address to listen on
 * @param port the port; 0 lets the system choose
 * @param tls makes it an HTTPS port
 * @param allowedOrigins origins besides the server's own whose pages may use it
 * @param connectionsPerAddress the most TCP connections of one client address
 */
public record HttpConfig(
        String host, int port, Optional<Tls> tls, List<String> allowedOrigins, int connectionsPerAddress) {
    /** PEM files: the certificate with those that vouch for it, and its key. */
    public record Tls(Path certificate, Path key) {
        private static Optional<Tls> read(Section section) {
            Optional<Path> certificate = section.optionalText("certificate").map(Path::of);
            Optional<Path> key = section.optionalText("key").map(Path::of);
            if (certificate.isPresent() != key.isPresent()) {
                throw section.refuse(
                        certificate.isPresent() ? "key" : "certificate", "is missing; TLS needs both, or neither");
            }
            section.end();
            return certificate.map(file -> new Tls(file, key.orElseThrow()));
        }
    }

    static HttpConfig read(Section section) {
        var config = new HttpConfig(
                section.text("host", "0.0.0.0"),
                section.integer("port", 8080, 0, 65_535),
                Tls.read(section.section("tls")),
                section.texts("allowed_origins", List.of()),
                section.integer("connections_per_address", 256, 1, 1_000_000));
        section.end();
        return config;
    }
}
