package org.livechat.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators see and do, over HTTP. Thread-safe. */
final class AdminDesk {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http;
    private final IntSupplier port;

    AdminDesk(HttpClient http, IntSupplier port) {
        this.http = http;
        this.port = port;
    }

    /** An answer, whatever its status. */
    record Reply(int status, String body) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    /** @throws IOException if there is no answer */
    Reply ask(String method, String path, String body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.getAsInt() + path))
                .header("Authorization", "Bearer " + ServerProcess.OPERATOR)
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    JsonNode look(String path) {
        try {
            Reply reply = ask("GET", path, "");
            if (reply.status() != 200) {
                throw new IllegalStateException(path + ": " + reply);
            }
            return reply.json();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /** The server's figures that have no label. */
    Map<String, Double> figures() {
        try {
            var figures = new TreeMap<String, Double>();
            ask("GET", "/metrics", "").body().lines().forEach(line -> {
                String[] words = line.split(" ", -1);
                if (words.length == 2 && !line.startsWith("#") && words[0].indexOf('{') < 0) {
                    figures.put(words[0], Double.valueOf(words[1]));
                }
            });
            return figures;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A part of a path. */
    static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
