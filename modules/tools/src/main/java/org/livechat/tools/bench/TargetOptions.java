package org.livechat.tools.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livechat.api.part.FileProblem;
import org.livechat.client.SrtpChoice;
import org.livechat.tools.CommandFailed;
import org.livechat.tools.HostName;
import org.livechat.tools.PortNumber;
import picocli.CommandLine.Option;

/** Which server is loaded, and as whom. */
final class TargetOptions {
    private static final String VARIABLE = "LIVECHAT_SECRET";

    @Option(names = "--host", paramLabel = "HOST", converter = HostName.class, description = "The server (127.0.0.1).")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "PORT", converter = PortNumber.class, description = "Its TCP port (8080).")
    private int port = 8080;

    @Option(
            names = "--secret",
            paramLabel = "SECRET",
            description = "What users present. Else LIVECHAT_SECRET, else the server's own data/secret.")
    private @Nullable String secret;

    @Option(
            names = "--server-pid",
            paramLabel = "PID",
            description = "The server's process, whose CPU time is measured. Else the one that listens at the port.")
    private @Nullable Long serverPid;

    @Option(
            names = "--cipher",
            paramLabel = "gcm|cm",
            description = "Offer this SRTP profile alone: AEAD_AES_128_GCM or AES_CM_128_HMAC_SHA1_80 (gcm).")
    private String cipher = "gcm";

    @Option(
            names = "--wakeful",
            description =
                    "Receivers go on looking for packets instead of sleeping: waking them up is then no part of what "
                            + "the server uses. They take a whole core.")
    boolean wakeful;

    URI webSocket() {
        return URI.create("ws://" + where() + "/ws");
    }

    String where() {
        return HostName.authority(host) + ":" + port;
    }

    SrtpChoice cipher() {
        return switch (cipher.toLowerCase(Locale.ROOT)) {
            case "gcm" -> SrtpChoice.GCM;
            case "cm" -> SrtpChoice.CM;
            default -> throw CommandFailed.wrongUsage("--cipher is gcm or cm, not " + cipher);
        };
    }

    String cipherName() {
        return cipher;
    }

    String secret() {
        return Optional.ofNullable(secret)
                .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
                .map(String::strip)
                .or(TargetOptions::found)
                .orElseThrow(() -> CommandFailed.wrongUsage(
                        "no secret; give --secret, set " + VARIABLE + ", or run this in the server's folder"));
    }

    private static Optional<String> found() {
        Stream<Path> places = Stream.concat(
                Stream.of(Path.of("data", "secret")),
                Optional.ofNullable(System.getProperty("livechat.home")).stream()
                        .map(home -> Path.of(home, "data", "secret")));
        return places.filter(Files::isReadable).findFirst().map(place -> {
            try {
                return Files.readString(place).strip();
            } catch (IOException unreadable) {
                throw CommandFailed.wrongUsage(
                        place + " cannot be read (" + FileProblem.words(unreadable) + "); give --secret");
            }
        });
    }

    /** The server's process, if it is on this machine. */
    OptionalLong process() {
        if (serverPid != null) {
            if (!Files.isDirectory(Path.of("/proc", serverPid.toString()))) {
                throw CommandFailed.wrongUsage("--server-pid " + serverPid + ": there is no such process here");
            }
            return OptionalLong.of(serverPid);
        }
        try {
            if (!InetAddress.getByName(host).isLoopbackAddress()) {
                return OptionalLong.empty();
            }
        } catch (UnknownHostException _) {
            throw CommandFailed.notConnected("no machine is called " + host);
        }
        return ProcessUsage.listeningAt(port).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
