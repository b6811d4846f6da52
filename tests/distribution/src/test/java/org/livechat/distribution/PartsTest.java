package org.livechat.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server is what its jars make it: it says what it consists of and what it lacks. */
class PartsTest {
    private static final String SECRET = "a-secret-of-these-tests";
    private static final int WRONG_CONFIGURATION = 2;
    private static final Map<String, String> ANYWHERE = Map.of(
            "LIVECHAT_SECRET", SECRET,
            "LIVECHAT_HTTP_HOST", "127.0.0.1",
            "LIVECHAT_HTTP_PORT", "0",
            "LIVECHAT_MEDIA_HOST", "127.0.0.1",
            "LIVECHAT_MEDIA_PORT", "0");

    private Installation installation;

    @BeforeEach
    void unpack() throws IOException {
        installation = Installation.unpack();
    }

    @AfterEach
    void remove() throws IOException {
        installation.close();
    }

    @Test
    void the_log_names_every_part_with_where_it_came_from() throws IOException {
        try (var server = ServerProcess.start(installation, installation.folder("whole"), ANYWHERE)) {
            assertThat(server.output())
                    .anyMatch(line -> line.matches(".*Part signaling: gateway from livechat-signaling-.*\\.jar"))
                    .anyMatch(line -> line.matches(".*Part media: media plane from livechat-media-.*\\.jar"))
                    .anyMatch(line -> line.matches(".*Part linux: datagram transport from livechat-transport-.*\\.jar"))
                    .anyMatch(line -> line.matches(".*Part trace: trace sink from livechat-trace-.*\\.jar"))
                    .anyMatch(line -> line.matches(".*Part console: HTTP part from livechat-console-.*\\.jar"))
                    .anyMatch(line -> line.matches(".*Part http: web server from livechat-http-.*\\.jar"))
                    .anyMatch(line -> line.matches(".*Part opus: codec from livechat-rtc-.*\\.jar"))
                    .anyMatch(line -> line.matches(".*Part priority: floor policy from livechat-floor-.*\\.jar"))
                    .anyMatch(line -> line.matches(".*Part fifo: floor policy from plug-in floor-fifo 0\\.1\\.0"))
                    .noneMatch(line -> line.contains("There is no "));
        }
    }

    @Test
    void without_console_and_admin_it_goes_on_and_says_so() throws Exception {
        removeJar("livechat-console-");
        removeJar("livechat-admin-");
        try (var server = ServerProcess.start(installation, installation.folder("less"), ANYWHERE);
                var ann = new Person(server.port(), SECRET, "ann")) {
            ann.send("{\"op\":11,\"d\":{\"channel_id\":\"CH_0001\",\"ssrc\":1}}");
            ann.await("\"op\":200,");
            assertThat(status(server, "/")).isEqualTo(404);
            assertThat(status(server, "/healthz")).isEqualTo(404);
            Ran status = Ran.of(installation.command(
                    installation.folder("asked"),
                    Map.of("LIVECHAT_ADMIN_TOKEN", "whatever it is"),
                    "lcadmin",
                    "--port",
                    Integer.toString(server.port()),
                    "plugins"));
            assertThat(status.err())
                    .isEqualTo(
                            "lcadmin: the server at 127.0.0.1:%d has no /admin/plugins; the part that answers it (admin)"
                                            .formatted(server.port())
                                    + " has to be in its lib/ and not in parts.disabled\n");
            assertThat(server.output())
                    .anyMatch(line ->
                            line.endsWith("There is no console: no jar in lib/ and no plug-in has a part of that name"))
                    .anyMatch(line -> line.contains("There is no admin: "))
                    .anyMatch(
                            line -> line.startsWith("livechat is ready: HTTP and WebSocket on port " + server.port()));
        }
    }

    @Test
    void a_disabled_part_is_not_made() throws Exception {
        try (var server = ServerProcess.start(
                installation, installation.folder("disabled"), ANYWHERE, "--set", "parts.disabled=console")) {
            assertThat(status(server, "/")).isEqualTo(404);
            assertThat(status(server, "/healthz")).isEqualTo(200);
        }
    }

    @Test
    void what_a_server_cannot_be_without_stops_the_start_in_one_line() throws IOException {
        assertRefused(
                "--set parts.required=dispatch: parts.required names 'dispatch', but no jar in lib/ and no plug-in has a part of that name",
                "--set",
                "parts.required=dispatch");
        assertRefused(
                "--set parts.media_plane=relay: parts.media_plane is 'relay', but has to be the name of a media plane of"
                        + " this server: media",
                "--set",
                "parts.media_plane=relay");
        removeJar("livechat-media-");
        assertRefused("no jar in lib/ and no plug-in has a media plane, which a server cannot be without");
    }

    @Test
    void without_a_web_server_it_relays_and_nothing_that_needs_one_may_stay() throws Exception {
        removeJar("livechat-http-");
        for (String needs : new String[] {"admin", "console", "signaling", "trace"}) {
            Ran ran = Ran.of(installation.command(installation.folder("no " + needs), ANYWHERE, "lcserver"));
            assertThat(ran)
                    .isEqualTo(new Ran(
                            1,
                            "",
                            "lcserver: lib/ has livechat-" + needs
                                    + "-*.jar and no livechat-http-*.jar, which it needs; put that back, or take this one out"
                                    + " too\n"));
            removeJar("livechat-" + needs + "-");
        }
        try (var server =
                ServerProcess.start(installation, installation.folder("bare"), Map.of(), "--set", "parts.required=")) {
            assertThat(server.output())
                    .anyMatch(line -> line.matches(
                            "livechat is ready: without a web server, media on UDP port (\\d+) and TCP port \\1"))
                    .anyMatch(line -> line.contains("Plug-in gateway-whip is refused: "));
        }
    }

    private void assertRefused(String line, String... arguments) throws IOException {
        Path folder = installation.folder("refused-" + Integer.toHexString(line.hashCode()));
        Ran ran = Ran.of(installation.command(folder, ANYWHERE, "lcserver", arguments));
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(WRONG_CONFIGURATION);
        // Without the media plane's jar the variables of its section are nobody's, which is said before.
        assertThat(ran.err().lines().filter(said -> !said.contains(" is not used: ")))
                .containsExactly("lcserver: " + line);
    }

    private void removeJar(String beginning) throws IOException {
        try (var jars = Files.list(installation.home().resolve("lib"))) {
            Files.delete(jars.filter(jar -> jar.getFileName().toString().startsWith(beginning))
                    .findFirst()
                    .orElseThrow());
        }
    }

    private static int status(ServerProcess server, String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}
