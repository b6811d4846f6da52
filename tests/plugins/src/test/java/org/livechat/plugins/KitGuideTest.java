package org.livechat.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.distribution.Person;

/** Every example of docs/kit.md compiles against the distribution, and does in one stock server what the page says. */
class KitGuideTest {
    private static final List<String> MADE = List.of(
            "Part greeter: gateway from plug-in parts 1.0",
            "Part door: authenticator from plug-in parts 1.0",
            "Part turn-count: trace sink from plug-in parts 1.0",
            "Part crowd: HTTP part from plug-in parts 1.0");
    private static final List<String> BROUGHT =
            List.of("codec L16", "floor policy short-turns", "gateway greeter", "authenticator door");

    @TempDir
    private static Path temporary;

    private static ServerSocket taken;
    private static StockServer server;

    @BeforeAll
    static void start() throws Exception {
        taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server = Kit.build(temporary)
                .startWithExamples("export LIVECHAT_LINE_PORT=%d\n".formatted(taken.getLocalPort()));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        taken.close();
    }

    @Test
    void the_log_names_each_example() {
        assertThat(server.output())
                .contains("Plug-in parts 1.0: ")
                .contains(BROUGHT)
                .contains(MADE);
    }

    @Test
    void operators_see_each_part_with_its_settings() throws Exception {
        String parts = get("/admin/parts");
        for (String running : List.of(
                "greeter\",\"kind\":\"gateway",
                "short-turns\",\"kind\":\"floor policy",
                "L16\",\"kind\":\"codec",
                "door\",\"kind\":\"authenticator",
                "turn-count\",\"kind\":\"trace sink",
                "crowd\",\"kind\":\"HTTP part")) {
            assertThat(parts).contains("{\"name\":\"%s\",\"state\":\"running\"".formatted(running));
        }
        assertThat(parts)
                .contains("\"greeter.channel\":\"CH_0001\"")
                .contains("\"floor.short-turns.turn\":\"7s\"")
                .contains("\"access.door.code\":\"(hidden)\"")
                .doesNotContain("4711");
    }

    @Test
    void a_port_that_is_taken_costs_its_gateway_and_nothing_else() throws Exception {
        String reason = "line.port %d of line.host 127.0.0.1 cannot be used".formatted(taken.getLocalPort());
        assertThat(server.output())
                .contains(
                        "Part line, a gateway from plug-in line 1.0 (com.example.line.LineProvider in line.jar), cannot be used: "
                                + reason)
                .contains("the server goes on without it")
                .doesNotContain("Why part line failed");
        assertThat(get("/admin/parts"))
                .contains("{\"name\":\"line\",\"kind\":\"gateway\",\"state\":\"failed\"")
                .contains(reason);
    }

    @Test
    void gateway_policy_sink_and_http_part_do_what_the_page_says() throws Exception {
        try (var ann = new Person(server.port(), StockServer.SECRET, "ann")) {
            int before = turns();
            ann.send("{\"op\":11,\"d\":{\"channel_id\":\"CH_0001\",\"ssrc\":1}}");
            assertThat(ann.await("\"op\":101,")).contains("Welcome, ann").contains("greeter");
            ann.send("{\"op\":30,\"d\":{\"channel_id\":\"CH_0001\"}}");
            assertThat(ann.await("\"op\":50,")).contains("\"duration\":7000");
            assertThat(turns()).isEqualTo(before + 1);
            assertThat(get("/crowd")).contains("\"CH_0001\":2");
        }
    }

    @Test
    void the_authenticator_lets_visitors_in_and_bounds_what_they_may_do() throws Exception {
        try (var visitor = new Person(server.port(), "door:4711", "visitor")) {
            visitor.send("{\"op\":11,\"d\":{\"channel_id\":\"CH_0002\",\"ssrc\":1}}");
            visitor.await("\"op\":200,");
            visitor.send("{\"op\":30,\"d\":{\"channel_id\":\"CH_0002\"}}");
            assertThat(visitor.await("\"op\":51,")).contains("CH_0002");
        }
    }

    private static int turns() throws Exception {
        var figure = Pattern.compile("(?m)^livechat_example_turns_total (\\d+)").matcher(get("/metrics"));
        assertThat(figure.find()).isTrue();
        return Integer.parseInt(figure.group(1));
    }

    private static String get(String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path)))
                    .header("Authorization", "Bearer " + StockServer.ADMIN_TOKEN)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
