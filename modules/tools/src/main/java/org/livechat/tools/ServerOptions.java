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

    URI uri(String path) {
        String authority = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return URI.create("http://" + authority + ":" + port + path);
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

    /** A server that runs in this folder, or from the installation that this command belongs to, keeps it there. */
    private static Optional<String> found() {
        Stream<Path> places = Stream.concat(
                Stream.of(Path.of("data", FILE)),
                Optional.ofNullable(System.getProperty("livechat.home")).stream()
                        .map(home -> Path.of(home, "data", FILE)));
        for (Path place : List.copyOf(places.toList())) {
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
