package org.livechat.tools;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livechat.api.part.FileProblem;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which server a command talks to, and the token that it shows. */
final class ServerOptions {
    static final String VARIABLE = "LIVECHAT_ADMIN_TOKEN";
    private static final String FILE = "admin.token";

    @Option(
            names = "--host",
            scope = ScopeType.INHERIT,
            paramLabel = "HOST",
            converter = HostName.class,
            description = "The server (127.0.0.1).")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            scope = ScopeType.INHERIT,
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "Its TCP port (8080).")
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
        return URI.create((isSecure() ? "https" : "http") + "://" + where() + path);
    }

    /** Host and port, for messages. */
    String where() {
        return HostName.authority(host) + ":" + port;
    }

    /** Whether HTTPS is to be spoken. */
    boolean isSecure() {
        return tls || ca != null;
    }

    /**
     * The token, if one is given or found.
     *
     * @throws CommandFailed when it can be none
     */
    Optional<String> token() {
        return Optional.ofNullable(token)
                .map(text -> ShownSecret.of(text, "--token"))
                .or(() -> Optional.ofNullable(System.getenv(VARIABLE)).map(text -> ShownSecret.of(text, VARIABLE)))
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
                    return Optional.of(ShownSecret.of(Files.readString(place), place.toString()));
                }
            } catch (IOException unreadable) {
                throw CommandFailed.serverSaidNo(
                        place + " cannot be read (" + FileProblem.words(unreadable) + "); give --token");
            }
        }
        return Optional.empty();
    }
}
