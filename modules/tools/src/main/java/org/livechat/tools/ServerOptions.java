package org.livechat.tools;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which server a command talks to, and the token that it shows. */
final class ServerOptions {
    static final String VARIABLE = "LIVECHAT_ADMIN_TOKEN";
    private static final String FILE = "admin.token";

    @Option(names = "--host", scope = ScopeType.INHERIT, paramLabel = "HOST", description = "The server (127.0.0.1).")
    private String host = "127.0.0.1";

    @Option(names = "--port", scope = ScopeType.INHERIT, paramLabel = "PORT", description = "Its TCP port (8080).")
    private int port = 8080;

    @Option(
            names = "--token",
            scope = ScopeType.INHERIT,
            paramLabel = "TOKEN",
            description = "The admin token. Else LIVECHAT_ADMIN_TOKEN, else the server's own data/admin.token.")
    private @Nullable String token;

    @Option(names = "--tls", scope = ScopeType.INHERIT, description = "The server speaks HTTPS.")
    private boolean tls;

    @Option(
            names = "--ca",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "PEM certificates to trust instead of the well-known ones; means --tls.")
    private @Nullable Path ca;

    URI uri(String path) {
        String scheme = tls || ca != null ? "https" : "http";
        String authority = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return URI.create(scheme + "://" + authority + ":" + port + path);
    }

    /** Host and port, for messages. */
    String where() {
        return host + ":" + port;
    }

    /** The token, if one is given or found. */
    Optional<String> token() {
        return Optional.ofNullable(token)
                .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
                .or(ServerOptions::found);
    }

    /** Certificates that are trusted instead of the well-known ones. */
    Optional<Path> certificates() {
        return Optional.ofNullable(ca);
    }

    /** Where a server on this machine keeps it: one of this folder, this environment, this installation, or systemd. */
    private static Optional<String> found() {
        List<Path> places = Stream.of(
                        Optional.of(Path.of("data")),
                        Optional.ofNullable(System.getenv("LIVECHAT_DATA")).map(Path::of),
                        Optional.ofNullable(System.getProperty("livechat.home")).map(home -> Path.of(home, "data")),
                        Optional.of(Path.of("/var/lib/livechat")))
                .flatMap(Optional::stream)
                .map(folder -> folder.resolve(FILE))
                .toList();
        for (Path place : places) {
            try {
                if (Files.isReadable(place)) {
                    return Optional.of(Files.readString(place).strip());
                }
            } catch (IOException unreadable) {
                throw CommandFailed.serverSaidNo(place + " cannot be read (" + unreadable + "); give --token");
            }
        }
        return Optional.empty();
    }
}
