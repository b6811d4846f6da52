package org.livechat.tools;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server's REST, as the commands use it: JSON, or a {@link CommandFailed} that says in a line what is wrong. */
final class AdminClient {
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    /** A server waits for a plug-in that it reloads, for each of its parts. */
    static final Duration TO_ANSWER = Duration.ofSeconds(60);

    private static final int OK_BELOW = 300;
    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;
    /** What the web server says where no part has the path, and where nobody could. */
    private static final String NOTHING_THERE = "Not Found";

    private static final String NO_SUCH_PATH = "Bad Request";
    private static final String FOR_HTTPS = "; where it speaks HTTPS, --tls is needed";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final ServerOptions server;

    AdminClient(ServerOptions server) {
        this.server = server;
        HttpClient.Builder client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TO_CONNECT);
        server.certificates().map(TrustedCertificates::of).ifPresent(client::sslContext);
        this.http = client.build();
    }

    /**
     * An id as a part of a path.
     *
     * @throws CommandFailed when it can be none
     */
    static String segment(String id) {
        // Half of a surrogate pair would be sent as a question mark, and so as the id of somebody else.
        boolean isText = id.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
        if (!isText || id.isBlank() || id.equals(".") || id.equals("..")) {
            throw CommandFailed.wrongUsage("'%s' can be no id".formatted(id));
        }
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode get(String path) {
        return get(path, TO_ANSWER);
    }

    /** @param patience how long an answer is waited for */
    JsonNode get(String path, Duration patience) {
        return send(request(path).timeout(patience).GET().build());
    }

    JsonNode send(String method, String path) {
        return send(method, path, HttpRequest.BodyPublishers.noBody());
    }

    JsonNode send(String method, String path, JsonNode body) {
        return send(method, path, HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    private JsonNode send(String method, String path, HttpRequest.BodyPublisher body) {
        return send(request(path).timeout(TO_ANSWER).method(method, body).build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path));
        server.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    private JsonNode send(HttpRequest request) {
        HttpResponse<String> response = exchange(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() >= OK_BELOW) {
            throw refused(request, response.statusCode(), response.body());
        }
        return parsed(response.body());
    }

    /**
     * A stream of Server-Sent Events that goes on until the server or the caller ends it.
     *
     * @param seen the id of the last event that was seen, behind which it begins
     * @param patience how long an answer is waited for
     */
    InputStream stream(String path, Optional<String> seen, Duration patience) {
        HttpRequest.Builder asked = request(path).timeout(patience);
        seen.ifPresent(id -> asked.header("Last-Event-ID", id));
        HttpRequest request = asked.build();
        HttpResponse<InputStream> response = exchange(request, HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() < OK_BELOW) {
            return response.body();
        }
        try (InputStream body = response.body()) {
            throw refused(request, response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw CommandFailed.notConnected(server.where() + " broke off: " + broken.getMessage());
        }
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (SSLException untrusted) {
            throw CommandFailed.notConnected("no secure connection to " + server.where() + ": " + untrusted.getMessage()
                    + "; see --tls and --ca");
        } catch (HttpConnectTimeoutException absent) {
            throw CommandFailed.notConnected("no server answers at " + server.where() + " within "
                    + TO_CONNECT.toSeconds() + " s; are --host and --port right?");
        } catch (HttpTimeoutException slow) {
            throw CommandFailed.notConnected("the server at %s has not answered within %d s"
                    .formatted(
                            server.where(), request.timeout().orElse(TO_ANSWER).toSeconds()));
        } catch (ConnectException absent) {
            throw CommandFailed.notConnected(
                    "no server answers at " + server.where() + "; is it running, are --host and --port right?");
        } catch (IOException other) {
            throw CommandFailed.notConnected("what answers at " + server.where() + " does not speak HTTP"
                    + (server.isSecure() ? "; are --host and --port right?" : FOR_HTTPS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw CommandFailed.notConnected("interrupted");
        }
    }

    private CommandFailed refused(HttpRequest request, int status, String body) {
        if (status == UNAUTHORIZED) {
            return CommandFailed.serverSaidNo(
                    server.token().isPresent()
                            ? "the server does not accept this token; it is in data/admin.token where the server runs"
                            : "no admin token; give --token, set " + ServerOptions.VARIABLE
                                    + ", or run this in the server's folder");
        }
        if (status == UNAVAILABLE) {
            return CommandFailed.notConnected("the server at " + server.where() + " starts or stops");
        }
        JsonNode error = parsed(body).path("error");
        return CommandFailed.serverSaidNo(
                error.isMissingNode() ? "the server answered " + status : inWords(request, error.asString()));
    }

    /** What no part of the server has answered is not about what was asked for, but about who is asked. */
    private String inWords(HttpRequest request, String error) {
        String path = request.uri().getRawPath();
        return switch (error) {
            case NOTHING_THERE ->
                "the server at %s has no %s; the part that answers it (%s) has to be in its lib/ and not in parts.disabled"
                        .formatted(server.where(), path, path.startsWith("/trace") ? "trace" : "admin");
            case NO_SUCH_PATH ->
                "the server at %s knows no path like %s; is it of another version?".formatted(server.where(), path);
            default -> error;
        };
    }

    private JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException _) {
            throw CommandFailed.serverSaidNo("what answers at " + server.where() + " is no livechat server"
                    + (server.isSecure() ? "" : FOR_HTTPS));
        }
    }
}
