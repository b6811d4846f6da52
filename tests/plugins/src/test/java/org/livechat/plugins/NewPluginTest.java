package org.livechat.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.distribution.Person;
import org.livechat.distribution.Ran;

/** {@code lcserver new-plugin} of the distribution: each kind is written, built with a JDK alone, and works in the stock server. */
@Timeout(300)
class NewPluginTest {
    private static final String LCSERVER = "exec \"$LIVECHAT/bin/lcserver\" ";
    private static final String OFFER = String.join(
            "\\r\\n",
            "v=0",
            "o=- 1 1 IN IP4 127.0.0.1",
            "s=-",
            "t=0 0",
            "a=group:BUNDLE 0",
            "a=fingerprint:sha-256 " + "AB:".repeat(31) + "AB",
            "a=setup:actpass",
            "a=ice-ufrag:abcd",
            "a=ice-pwd:abcdefghijklmnopqrstuvwx",
            "m=audio 9 UDP/TLS/RTP/SAVPF 97",
            "c=IN IP4 0.0.0.0",
            "a=mid:0",
            "a=sendrecv",
            "a=rtcp-mux",
            "a=rtpmap:97 my-codec/16000",
            "a=fmtp:97 cng=1; mode=3",
            "");

    /** The SHA-256 of {@code open sesame}. */
    private static final String SESAME = "41ef4bb0b23661e66301aac36066912dac037827b4ae63a7b1165a5aa93ed4eb";

    @TempDir
    private static Path temporary;

    private static Path distribution;

    @BeforeAll
    static void unpack() throws IOException {
        distribution = Distribution.copyTo(temporary.resolve("live chat's"));
    }

    @TempDir
    private Path work;

    private Ran sh(String script) throws IOException {
        return Ran.of(Shell.process(script, work, distribution).redirectErrorStream(false));
    }

    private void made(String kind, String name) throws IOException {
        Ran made = sh(LCSERVER + "new-plugin " + kind + " " + name);
        assertThat(made.err()).isEmpty();
        assertThat(made.exitCode()).isZero();
        assertThat(made.out()).contains(kind + " " + name + " is in ", name + "/build");
        built(name);
    }

    private void built(String name) throws IOException {
        Ran built = sh(name + "/build");
        assertThat(built.exitCode()).as(built.err()).isZero();
        assertThat(built.out()).contains("The plug-in " + name + " is in " + distribution.resolve("plugins/" + name));
    }

    private Ran lcadmin(StockServer server, String arguments) throws IOException {
        return sh("exec \"$LIVECHAT/bin/lcadmin\" --token " + StockServer.ADMIN_TOKEN + " --port " + server.port() + " "
                + arguments);
    }

    private static Person person(StockServer server, String userId) throws InterruptedException {
        return new Person(server.port(), StockServer.SECRET, userId);
    }

    @Test
    void a_floor_policy_judges_without_a_restart_and_again_after_a_change() throws Exception {
        try (var server = StockServer.start(LCSERVER, work, distribution);
                var ann = person(server, "ann")) {
            // A name that is none in Java.
            made("floor-policy", "class");
            Ran loaded = lcadmin(server, "plugins reload class");
            assertThat(loaded.err()).isEmpty();
            assertThat(loaded.out()).isEqualTo("plug-in class 1.0 is loaded anew: floor policy class\n");
            assertThat(lcadmin(server, "plugins").out())
                    .containsPattern("(?m)^class +loaded +1.0 +floor policy class +-$")
                    .containsPattern("(?m)^class +floor policy +running +plug-in class 1.0 +floor.class.turn=10s$");

            talkIn(ann, "ONE", "0661");
            assertThat(ann.await("\"op\":50,")).contains("\"duration\":10000");

            Path source = work.resolve("class/src/org.example.pluginclass/org/example/pluginclass/TurnsPolicy.java");
            Files.writeString(source, Files.readString(source).replace("ofSeconds(10)", "ofSeconds(7)"));
            built("class");
            assertThat(lcadmin(server, "plugins reload class").exitCode()).isZero();
            talkIn(ann, "TWO", "0662");
            assertThat(ann.await("\"op\":50,")).contains("\"duration\":7000");
        }
    }

    private static void talkIn(Person person, String channel, String frequency) throws InterruptedException {
        person.send(("{\"op\":10,\"d\":{\"channel_id\":\"%s\",\"freq\":\"%s\",\"channel_name\":\"x\","
                        + "\"floor\":{\"policy\":\"class\"}}}")
                .formatted(channel, frequency));
        person.await("\"op\":200,");
        person.send("{\"op\":11,\"d\":{\"channel_id\":\"%s\",\"ssrc\":1}}".formatted(channel));
        person.await("\"op\":200,");
        person.send("{\"op\":30,\"d\":{\"channel_id\":\"%s\"}}".formatted(channel));
    }

    @Test
    void a_codec_is_negotiated_without_a_restart() throws Exception {
        try (var server = StockServer.start(LCSERVER, work, distribution);
                var ann = person(server, "ann")) {
            made("codec", "my-codec");
            assertThat(lcadmin(server, "plugins reload my-codec").out())
                    .isEqualTo("plug-in my-codec 1.0 is loaded anew: codec my-codec\n");
            ann.send("{\"op\":11,\"d\":{\"channel_id\":\"CH_0001\",\"ssrc\":1,\"sdp_offer\":\"" + OFFER + "\"}}");
            assertThat(ann.await("\"op\":200,"))
                    .contains("a=rtpmap:97 my-codec/16000\\r\\n")
                    .contains("a=fmtp:97 mode=3\\r\\n");
        }
    }

    @Test
    void the_other_kinds_work_after_a_restart() throws Exception {
        made("authenticator", "my-passwords");
        made("gateway", "my-gateway");
        made("trace-sink", "my-alarms");
        made("http-part", "my-part");
        String settings = "--set access.authenticators=secret,my-passwords --set access.my-passwords.users=ann:"
                + SESAME + " --set my-gateway.port=0";
        try (var server = StockServer.start(LCSERVER + settings, work, distribution)) {
            try (var ann = new Person(server.port(), "open sesame", "ann");
                    var client = new Socket(InetAddress.getLoopbackAddress(), gatewayPort(server))) {
                ann.send("{\"op\":11,\"d\":{\"channel_id\":\"CH_0001\",\"ssrc\":1}}");
                ann.await("\"op\":200,");

                client.setSoTimeout(60_000);
                var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                client.getOutputStream()
                        .write(("LOGIN ben " + StockServer.SECRET + "\nJOIN CH_0001\nTALK CH_0001\n")
                                .getBytes(StandardCharsets.UTF_8));
                await(lines, "FLOOR_GRANTED CH_0001 30000");
                assertThat(ann.await("\"op\":53,")).contains("ben");
                client.getOutputStream().write("SAY CH_0001 hello there\n".getBytes(StandardCharsets.UTF_8));
                assertThat(ann.await("\"op\":101,")).contains("hello there");

                assertThat(members(server)).contains("\"CH_0001\":2");
                assertThat(get(server, "a guess").statusCode()).isEqualTo(401);
            }
            wrongToken(server);
            while (!server.output().contains("SECURITY_TOKEN_REFUSED user mallory")) {
                Thread.sleep(20);
            }
            Ran refused = lcadmin(server, "plugins reload my-gateway");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err())
                    .isEqualTo("lcadmin: plug-in my-gateway is not loaded anew: its gateway my-gateway is replaced by a"
                            + " restart only; floor policies and codecs can be replaced while the server runs\n");
        }
    }

    private static int gatewayPort(StockServer server) throws InterruptedException {
        Pattern said = Pattern.compile("my-gateway: It listens on \\S+:(\\d+)");
        Matcher found = said.matcher(server.output());
        while (!found.find()) {
            Thread.sleep(20);
            found = said.matcher(server.output());
        }
        return Integer.parseInt(found.group(1));
    }

    private static void await(BufferedReader lines, String wanted) throws IOException {
        String line = lines.readLine();
        while (!wanted.equals(line)) {
            assertThat(line).as("before " + wanted).isNotNull().doesNotStartWith("ERROR");
            line = lines.readLine();
        }
    }

    private static void wrongToken(StockServer server) {
        try (var client = HttpClient.newHttpClient()) {
            var socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/ws"), new WebSocket.Listener() {})
                    .join();
            socket.sendText("{\"op\":3,\"d\":{\"user_id\":\"mallory\",\"token\":\"a guess\"}}", true)
                    .join();
            socket.abort();
        }
    }

    private static String members(StockServer server) throws Exception {
        HttpResponse<String> answer = get(server, StockServer.ADMIN_TOKEN);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static HttpResponse<String> get(StockServer server, String token) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/my-part"))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void what_cannot_be_made_is_one_line_and_exit_code_2() throws IOException {
        refused(
                "media-plane x",
                "there is no template for a media-plane, which is no small thing to begin with; the kinds are"
                        + " floor-policy, codec, authenticator, gateway, trace-sink, http-part");
        refused("datagram-transport x", "there is no template for a datagram-transport,");
        refused("poem x", "there is no kind 'poem'; the kinds are floor-policy,");
        for (String name : new String[] {"Big", "under_score", "-x", "a/b", "ü", "x".repeat(65)}) {
            refused("codec -- '" + name + "'", "the name is '" + name + "', but has to be 1 to 64 of a-z 0-9 -");
        }
        refused("floor-policy floor-fifo", "there is a plug-in floor-fifo already: ");
        refused("floor-policy priority", "the name priority is taken by the server itself; choose another");
        refused("floor-policy fifo", "the name fifo is taken by the plug-in ");
        refused("gateway media", "the name media is taken by the server itself");
        refused("floor-policy grace", "the name grace is taken by the server itself");
        Files.createDirectory(work.resolve("there"));
        refused("codec there", work.resolve("there") + " is there already; nothing is written over");
        refused("codec x --folder there", work.resolve("there") + " is there already; nothing is written over");
        Files.writeString(work.resolve("file"), "");
        refused("codec x --folder file/x", work.resolve("file"));
        refused("codec", "Missing required parameter: 'NAME'");
        try (Stream<Path> entries = Files.list(work)) {
            assertThat(entries).hasSize(2);
        }
    }

    private void refused(String arguments, Object reason) throws IOException {
        Ran ran = sh(LCSERVER + "new-plugin " + arguments);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("lcserver: " + reason).hasLineCount(1);
        assertThat(ran.exitCode()).isEqualTo(2);
    }

    @Test
    void a_build_says_what_it_lacks() throws IOException {
        assertThat(sh(LCSERVER + "new-plugin codec 7up --folder a/b").exitCode())
                .isZero();
        Ran noJdk = sh("JAVA_HOME=\"$LIVECHAT/runtime\" a/b/build");
        assertThat(noJdk.exitCode()).isEqualTo(1);
        assertThat(noJdk.err())
                .isEqualTo(
                        "build: JAVA_HOME is " + distribution
                                + "/runtime, which is no JDK of version 25 or later: there has to be a bin/javac of that version\n");
        Ran noLivechat = sh("LIVECHAT_HOME=/nowhere a/b/build");
        assertThat(noLivechat.exitCode()).isEqualTo(1);
        assertThat(noLivechat.err()).startsWith("build: /nowhere has no lib/livechat-api-*.jar; set LIVECHAT_HOME");
        Path test = work.resolve("a/b/test/org.example.plugin7up/org/example/plugin7up/CodecTest.java");
        Files.writeString(test, Files.readString(test).replace("equals(\"0\")", "equals(\"1\")"));
        Ran failed = sh("LIVECHAT_PLUGINS_FOLDER=\"$PWD/plug ins\" a/b/build");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("AssertionError", "build: the test failed; nothing was put into ");
        assertThat(work.resolve("plug ins")).doesNotExist();
        Files.writeString(test, Files.readString(test).replace("equals(\"1\")", "equals(\"0\")"));
        assertThat(sh("LIVECHAT_PLUGINS_FOLDER=\"$PWD/plug ins\" a/b/build").exitCode())
                .isZero();
        assertThat(work.resolve("plug ins/7up/7up.jar")).isNotEmptyFile();
        assertThat(work.resolve("plug ins/7up/plugin.yaml")).content().contains("name: \"7up\"");
    }

    @Test
    void help_names_the_kinds_and_how_each_is_loaded() throws IOException {
        Ran help = sh(LCSERVER + "new-plugin --help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains("Usage: lcserver new-plugin [-hV] [--folder=DIR] KIND NAME")
                .containsSubsequence(
                        "plugins reload NAME", "  floor-policy   the more", "  codec ", "restart", "  gateway ")
                .contains("Example: lcserver new-plugin floor-policy residents && residents/build");
    }
}
