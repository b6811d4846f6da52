package org.livechat.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.api.trace.TraceDirection;
import org.livechat.api.trace.TraceEvent;
import org.livechat.http.server.BearerToken;
import org.livechat.http.server.HttpLimits;
import org.livechat.http.server.HttpServer;
import org.livechat.http.server.HttpSettings;

@Timeout(60)
class TraceRoutesTest {
    private static final String TOKEN = "let-me-see";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private TraceBus bus;
    private HttpServer server;

    @BeforeEach
    void start() {
        bus = new TraceBus(new TraceSettings(256, 2, true));
        server = new HttpServer(
                HttpSettings.defaults()
                        .at("127.0.0.1", 0)
                        .within(HttpLimits.defaults()
                                .withTimeouts(Duration.ofSeconds(15), Duration.ofSeconds(1), Duration.ofSeconds(5))),
                List.of(new TraceRoutes(bus)),
                new BearerToken(TOKEN));
        server.start();
    }

    @AfterEach
    void stop() {
        bus.close();
        server.close();
    }

    private static TraceEvent packet(String channelId, String summary) {
        return new TraceEvent(
                1234, TraceDirection.IN, Optional.of(channelId), Optional.of("ann"), 30, "FLOOR_REQUEST", summary);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private BufferedReader open(String path) throws Exception {
        HttpResponse<InputStream> response = HTTP.send(
                request(path).header("Authorization", "Bearer " + TOKEN).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream");
        BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        assertThat(lines.readLine()).isEqualTo(":");
        assertThat(lines.readLine()).startsWith("id: ");
        assertThat(lines.readLine()).isEmpty();
        return lines;
    }

    private static String data(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        if (line.startsWith("id: ")) {
            line = lines.readLine();
        }
        assertThat(line).startsWith("data: ");
        assertThat(lines.readLine()).isEmpty();
        return line.substring("data: ".length());
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void an_event_is_a_data_line_with_the_keys_of_the_protocol() throws Exception {
        try (BufferedReader lines = open("/trace")) {
            bus.publish(packet("CH_0001", "emergency\n한글 \uD83D\uDCFB"));
            bus.publish(TraceEvent.system(5, Optional.empty(), Optional.empty(), "MEDIA_CLOSED", ""));
            assertThat(data(lines))
                    .isEqualTo("{\"ts\":1234,\"dir\":\"in\",\"channel_id\":\"CH_0001\",\"user_id\":\"ann\",\"op\":30,"
                            + "\"op_name\":\"FLOOR_REQUEST\",\"summary\":\"emergency\\n한글 \uD83D\uDCFB\"}");
            assertThat(data(lines))
                    .isEqualTo("{\"ts\":5,\"dir\":\"sys\",\"channel_id\":null,\"user_id\":null,\"op\":0,"
                            + "\"op_name\":\"MEDIA_CLOSED\",\"summary\":\"\"}");
        }
    }

    @Test
    void a_channel_can_be_watched_alone_and_the_last_events_asked_for() throws Exception {
        bus.publish(packet("A", "1"));
        bus.publish(packet("B", "2"));
        bus.publish(packet("A", "3"));
        try (BufferedReader lines = open("/trace/A?last=10")) {
            assertThat(data(lines)).contains("\"summary\":\"1\"");
            assertThat(data(lines)).contains("\"summary\":\"3\"");
        }
    }

    private BufferedReader openBehind(String id) throws Exception {
        HttpResponse<InputStream> response = HTTP.send(
                request("/trace?last=0")
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Last-Event-ID", id)
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private static String idOfNext(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith("id: ")) {
            line = lines.readLine();
        }
        return line.substring("id: ".length());
    }

    private static String dataOfNext(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith("data: ")) {
            line = lines.readLine();
        }
        return line;
    }

    /** A reader that has gone is let go when something is written to it. */
    private void awaitNobody() {
        while (bus.readers() > 0) {
            bus.publish(packet("A", "is anybody there?"));
            Thread.onSpinWait();
        }
    }

    @Test
    void who_comes_back_goes_on_behind_the_last_event_that_it_saw() throws Exception {
        String seen;
        try (BufferedReader lines = open("/trace")) {
            bus.publish(packet("A", "1"));
            seen = idOfNext(lines);
        }
        bus.publish(packet("A", "2"));
        bus.publish(packet("A", "3"));
        try (BufferedReader lines = openBehind(seen)) {
            assertThat(dataOfNext(lines)).contains("\"summary\":\"2\"");
            assertThat(dataOfNext(lines)).contains("\"summary\":\"3\"");
        }
    }

    @Test
    void who_comes_back_too_late_or_to_another_run_is_told_what_is_lost() throws Exception {
        String seen;
        try (BufferedReader lines = open("/trace")) {
            bus.publish(packet("A", "1"));
            seen = idOfNext(lines);
        }
        for (int i = 0; i < 300; i++) {
            bus.publish(packet("A", "more"));
        }
        try (BufferedReader lines = openBehind(seen)) {
            assertThat(dataOfNext(lines)).contains("TRACE_LOST", "44 events are lost");
        }
        awaitNobody();
        try (BufferedReader lines = openBehind("0123456789abcdef-3")) {
            assertThat(dataOfNext(lines)).contains("TRACE_LOST", "the server has started since");
        }
    }

    private static List<String> summaries(String stream) {
        return Pattern.compile("\"summary\":\"([^\"]*)\"")
                .matcher(stream)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void the_last_events_of_a_channel_are_counted_among_its_own() throws Exception {
        for (int i = 0; i < 100; i++) {
            bus.publish(packet("A", "a" + i));
            bus.publish(packet("B", "b" + i));
        }
        for (int i = 0; i < 100; i++) {
            bus.publish(packet("B", "more"));
        }
        String[] token = {"Authorization", "Bearer " + TOKEN};
        assertThat(summaries(get("/trace/A?last=2&follow=false", token).body())).containsExactly("a98", "a99");
        // 256 are kept: 100 of the latest are of B alone, and of those before every other one is.
        assertThat(summaries(get("/trace/A?last=1000&follow=false", token).body()))
                .hasSize(78)
                .startsWith("a22")
                .endsWith("a99");
        assertThat(summaries(get("/trace/C?last=5&follow=false", token).body())).isEmpty();
        assertThat(summaries(get("/trace?last=2&follow=false", token).body())).containsExactly("more", "more");
        try (BufferedReader lines = open("/trace/A?last=1")) {
            assertThat(data(lines)).contains("\"summary\":\"a99\"");
            bus.publish(packet("A", "next"));
            assertThat(data(lines)).contains("\"summary\":\"next\"");
        }
    }

    private String idOfLatest() throws Exception {
        String body = get("/trace?last=1&follow=false", "Authorization", "Bearer " + TOKEN)
                .body();
        return body.substring("id: ".length(), body.indexOf('\n'));
    }

    @Test
    void who_comes_back_for_what_has_happened_gets_that_and_the_end() throws Exception {
        bus.publish(packet("A", "1"));
        String seen = idOfLatest();
        bus.publish(packet("A", "2"));
        bus.publish(packet("B", "3"));
        String[] behind = {"Authorization", "Bearer " + TOKEN, "Last-Event-ID", seen};
        assertThat(summaries(get("/trace?follow=false", behind).body())).containsExactly("2", "3");
        assertThat(summaries(get("/trace/B?follow=false", behind).body())).containsExactly("3");
        behind[3] = "0123456789abcdef-3";
        assertThat(summaries(get("/trace?follow=false", behind).body()))
                .containsExactly("the server has started since; what it has not kept is lost", "1", "2", "3");
    }

    @Test
    void a_place_that_no_stream_gave_is_refused() throws Exception {
        bus.publish(packet("A", "1"));
        String seen = idOfLatest();
        String run = seen.substring(0, 17);
        for (String query : List.of("", "?follow=false")) {
            for (String none : List.of(run + "2", run + "999999", run + "01", run, "yesterday")) {
                HttpResponse<String> refused =
                        get("/trace" + query, "Authorization", "Bearer " + TOKEN, "Last-Event-ID", none);
                assertThat(refused.statusCode()).as(none).isEqualTo(400);
                assertThat(refused.body()).contains("Last-Event-ID has to be an id that a stream of this path gave");
            }
        }
        HttpResponse<String> two =
                get("/trace", "Authorization", "Bearer " + TOKEN, "Last-Event-ID", seen, "Last-Event-ID", seen);
        assertThat(two.statusCode()).isEqualTo(400);
        assertThat(two.body()).contains("Last-Event-ID stands more than once in this request; give it once");
    }

    @Test
    void a_reader_that_never_reads_slows_nobody_and_is_let_go() throws Exception {
        try (Socket deaf = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            deaf.getOutputStream()
                    .write(("GET /trace HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer " + TOKEN + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            while (bus.readers() == 0) {
                Thread.onSpinWait();
            }
            String long1000 = "x".repeat(1000);
            while (bus.readers() > 0) {
                // Far more than its socket buffers take; publishing goes on all the time.
                for (int i = 0; i < 1000; i++) {
                    bus.publish(packet("A", long1000));
                }
            }
        }
        try (BufferedReader lines = open("/trace?last=1")) {
            assertThat(data(lines)).contains("xxx");
        }
    }

    @Test
    void nothing_is_shown_without_the_token() throws Exception {
        bus.publish(packet("A", "1"));
        for (String path : List.of("/trace", "/trace/A", "/trace?last=5", "/trace/")) {
            for (HttpResponse<String> refused : List.of(
                    get(path),
                    get(path, "Authorization", "Bearer "),
                    get(path, "Authorization", "Bearer " + TOKEN + "x"),
                    get(path, "Authorization", TOKEN),
                    get(path + "?token=" + TOKEN))) {
                assertThat(refused.statusCode()).isEqualTo(401);
                assertThat(refused.headers().firstValue("www-authenticate")).hasValue("Bearer realm=\"livechat\"");
                assertThat(refused.body()).startsWith("{\"error\":\"").doesNotContain("FLOOR");
            }
        }
    }

    /** Found by the fuzzer; what the JDK's client would not send. */
    @ParameterizedTest
    @ValueSource(strings = {"last=%", "last=%9", "last=%zz", "last=%u0031"})
    void a_query_whose_percent_signs_are_wrong_is_refused_with_the_reason(String query) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(("GET /trace?" + query + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n"
                                    + "Authorization: Bearer " + TOKEN + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("the query cannot be read; in it each % has two hexadecimal digits");
        }
    }

    @Test
    void what_is_wrong_is_said() throws Exception {
        String[] token = {"Authorization", "Bearer " + TOKEN};
        assertThat(get("/trace?last=many", token).statusCode()).isEqualTo(400);
        assertThat(get("/trace?last=-1", token).body())
                .isEqualTo("{\"error\":\"last has to be a whole number from 0 to 9223372036854775807\"}");
        for (String query : List.of("last=%ff", "%c3%28=1")) {
            HttpResponse<String> unreadable = get("/trace?" + query, token);
            assertThat(unreadable.statusCode()).as(query).isEqualTo(400);
            assertThat(unreadable.body())
                    .as(query)
                    .contains("the query cannot be read; in it each % has two hexadecimal");
        }
        assertThat(get("/trace/", token).statusCode()).isEqualTo(404);
        assertThat(get("/trace/", token).body()).contains("no path here has a slash at its end");
        assertThat(get("/trace/@", token).body()).contains("no channel can be called so");
        HttpResponse<String> post = HTTP.send(
                request("/trace")
                        .headers(token)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(post.statusCode()).isEqualTo(405);
        open("/trace");
        open("/trace");
        assertThat(get("/trace", token).statusCode()).isEqualTo(503);
    }

    @Test
    void the_streams_end_with_the_bus() throws Exception {
        try (BufferedReader lines = open("/trace")) {
            bus.close();
            assertThat(lines.readLine()).isNull();
        }
    }
}
