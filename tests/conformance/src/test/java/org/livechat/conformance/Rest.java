package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON over plain HTTP. */
final class Rest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Rest() {}

    static JsonNode get(TestServer server, String path, int status) throws Exception {
        return send(server, "GET", path, status);
    }

    static JsonNode send(TestServer server, String method, String path, int status) throws Exception {
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(server.uri(path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        return JsonMapper.shared().readTree(response.body());
    }
}
