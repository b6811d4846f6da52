package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.livechat.server.LivechatServer;
import org.livechat.server.config.Overrides;
import org.livechat.server.kit.Blueprint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server as {@code lcserver} runs it, on ports of the system's choice, and those who use it. */
final class WholeServer implements AutoCloseable {
    static final String SECRET = "a secret of the tests";
    static final String ADMIN = "operators-only";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final LivechatServer server;
    private final List<TestClient> clients = new ArrayList<>();

    WholeServer() {
        this(Map.of());
    }

    /** Starts with some keys of the configuration changed. */
    WholeServer(Map<String, String> settings) {
        Overrides overrides = new Overrides(Map.of());
        overrides.set("http.host", "127.0.0.1", "test");
        overrides.set("http.port", "0", "test");
        overrides.set("media.host", "127.0.0.1", "test");
        overrides.set("media.port", "0", "test");
        // What one test keeps is nothing that another one begins with.
        overrides.set("parts.store", "none", "test");
        settings.forEach((key, value) -> overrides.set(key, value, "test"));
        server = LivechatServer.start(Blueprint.read(Optional.empty(), overrides, Path.of("")), SECRET, ADMIN);
    }

    int port() {
        return server.httpPort().orElseThrow();
    }

    /** The UDP port of media, then the TCP ports. */
    List<Integer> mediaPorts() {
        return Stream.concat(Stream.of(server.mediaAddress().getPort()), server.mediaTcpPorts().stream())
                .toList();
    }

    /** The sum of a figure of {@code /metrics}, of all its labels that have this in them. */
    double figure(String name, String label) throws Exception {
        return send(request("/metrics").header("Authorization", "Bearer " + ADMIN))
                .body()
                .lines()
                .filter(line -> line.matches(name + "([{ ].*)") && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    String consoleLink() {
        return server.consoleLink().orElseThrow();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** As an operator. */
    JsonNode admin(String method, String path, String body, int status) throws Exception {
        HttpResponse<String> response = send(request(path)
                .header("Authorization", "Bearer " + ADMIN)
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
        assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        return JsonMapper.shared().readTree(response.body());
    }

    JsonNode look(String path) throws Exception {
        return admin("GET", path, "", 200);
    }

    /** A connection that has got HELLO. */
    TestClient connect() {
        TestClient client = TestClient.connect(port());
        clients.add(client);
        client.await(0);
        return client;
    }

    /** A connection that has got READY. */
    TestClient identified(String userId) {
        TestClient client = connect();
        client.send("{'op':3,'d':{'user_id':'" + userId + "','token':'" + SECRET + "'}}");
        client.await(4);
        return client;
    }

    TestClient member(String userId, String channelId) {
        TestClient client = identified(userId);
        client.join(channelId);
        client.channelRequest(16, channelId);
        client.awaitAck(16);
        return client;
    }

    void stop() {
        server.close();
    }

    @Override
    public void close() {
        clients.forEach(TestClient::abort);
        stop();
    }
}
