package org.livechat.libwebrtc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.livechat.server.LivechatServer;
import org.livechat.server.config.Overrides;
import org.livechat.server.kit.Blueprint;

/** The whole server in this process, on free ports of the loopback address. */
public final class LocalServer implements AutoCloseable {
    /** A preset push-to-talk channel. */
    public static final String PTT_CHANNEL = "CH_0001";

    /** A preset conference. */
    public static final String CONFERENCE_CHANNEL = "CH_0004";

    static final String SECRET = "a secret of the libwebrtc tests";

    private static final String ADMIN = "operators of the libwebrtc tests";
    private static final String ORIGIN = "the test";
    /** Where clients find its media; Firefox takes no loopback address. */
    private static final String ADDRESS = System.getProperty("livechat.test.address", "127.0.0.1");

    private final LivechatServer server;

    private LocalServer(LivechatServer server) {
        this.server = server;
    }

    /** Starts it; returns when clients can connect. */
    public static LocalServer start() {
        var overrides = new Overrides(Map.of())
                .set("http.host", "127.0.0.1", ORIGIN)
                .set("http.port", "0", ORIGIN)
                .set("media.host", "0.0.0.0", ORIGIN)
                .set("media.port", "0", ORIGIN)
                .set("media.advertise", ADDRESS, ORIGIN)
                .set("parts.store", "none", ORIGIN);
        return new LocalServer(
                LivechatServer.start(Blueprint.read(Optional.empty(), overrides, Path.of("")), SECRET, ADMIN));
    }

    URI webSocket() {
        return URI.create("ws://127.0.0.1:" + server.httpPort().orElseThrow() + "/ws");
    }

    /** Opens the console with a token that the server accepts. */
    public URI consoleLink() {
        return URI.create(server.consoleLink().orElseThrow().replace(" ", "%20"));
    }

    /** What operators see at {@code /metrics}. */
    public String metrics() throws IOException, InterruptedException {
        URI metrics = URI.create(
                "http://127.0.0.1:%d/metrics".formatted(server.httpPort().orElseThrow()));
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(metrics).header("Authorization", "Bearer " + ADMIN);
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
