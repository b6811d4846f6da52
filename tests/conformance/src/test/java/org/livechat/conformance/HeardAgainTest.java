package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.tools.LcAdmin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Users who hear again what was said in recorded channels that their tokens name, and those who do not. */
@Timeout(120)
class HeardAgainTest {
    private static final String GUESSED = "20261130-200447123-0123456789abcdef";
    private static final int LARGE = 64 << 20;
    private static final int PER_SECOND = 20;

    @TempDir
    private static Path folder;

    private static WholeServer server;
    private static String ours;
    private static String theirs;

    @BeforeAll
    static void record() throws Exception {
        lcadmin("token-key", folder.resolve("key").toString(), "--jwks", keySet());
        server = new WholeServer(Map.of(
                "parts.store", "sqlite",
                "data", folder.resolve("data").toString(),
                "access.authenticators", "secret,jwt",
                "access.jwt.keys", keySet(),
                "access.jwt.leeway", "0s",
                "access.secret.replay", "ours",
                "replay.requests", "2",
                "replay.requests_per_user", "1",
                "replay.requests_per_second", String.valueOf(PER_SECOND)));
        ours = Recorded.said(server, "ann", "ours", "0801");
        theirs = Recorded.said(server, "ben", "theirs", "0802");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String keySet() {
        return folder.resolve("keys.json").toString();
    }

    private static String lcadmin(String... arguments) {
        StringWriter out = new StringWriter();
        assertThat(LcAdmin.commandLine().setOut(new PrintWriter(out)).execute(arguments))
                .isZero();
        return out.toString().strip();
    }

    private static String token(String user, String... claims) {
        List<String> arguments = new ArrayList<>(
                List.of("token", user, "--key", folder.resolve("key").toString()));
        arguments.addAll(List.of(claims));
        return lcadmin(arguments.toArray(String[]::new));
    }

    private static HttpRequest.Builder asked(String path, String token) {
        return server.request(path).header("Authorization", "Bearer " + token);
    }

    private static JsonNode body(HttpRequest.Builder request, int status) throws Exception {
        HttpResponse<String> answer = server.send(request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void a_user_lists_and_hears_the_channels_that_the_token_names() throws Exception {
        String token = token("dee", "--replay", "our*,elsewhere");
        JsonNode page = body(asked("/recordings", token), 200);
        assertThat(page.get("recordings")).hasSize(1);
        JsonNode recording = page.get("recordings").get(0);
        assertThat(recording.propertyNames())
                .containsExactly("id", "channel_id", "user_id", "indicator", "started_at", "length_ms", "bytes");
        assertThat(recording.get("id").stringValue()).isEqualTo(ours);
        assertThat(recording.get("user_id").stringValue()).isEqualTo("ann");
        assertThat(recording.get("length_ms").intValue())
                .as("ms, without those that a decoder skips (RFC 7845 4.2)")
                .isEqualTo(993);

        byte[] file = Files.readAllBytes(folder.resolve("data/recordings/ours/" + ours + ".ogg"));
        HttpResponse<String> heard = server.send(asked("/recordings/" + ours, token));
        assertThat(heard.headers().firstValue("content-type")).hasValue("audio/ogg");
        assertThat(heard.headers().firstValueAsLong("content-length")).hasValue(file.length);
        HttpResponse<String> range =
                server.send(asked("/recordings/" + ours, token).header("Range", "bytes=0-3"));
        assertThat(range.statusCode()).isEqualTo(206);
        assertThat(range.body()).isEqualTo("OggS");
        assertThat(range.headers().firstValue("content-range")).hasValue("bytes 0-3/" + file.length);
    }

    @Test
    void a_page_goes_on_behind_the_last_id_that_the_user_may_know_of() throws Exception {
        String token = token("eva", "--replay", "ours,theirs");
        JsonNode latest = body(asked("/recordings?limit=1", token), 200);
        assertThat(latest.at("/recordings/0/id").stringValue()).isEqualTo(theirs);
        assertThat(latest.get("before").stringValue()).isEqualTo(theirs);
        JsonNode first = body(asked("/recordings?limit=1&before=" + theirs, token), 200);
        assertThat(first.at("/recordings/0/id").stringValue()).isEqualTo(ours);
        assertThat(first.get("before").isNull()).isTrue();
        assertThat(body(asked("/recordings?user=ben&indicator=normal", token), 200)
                        .at("/recordings/0/id")
                        .stringValue())
                .isEqualTo(theirs);
        assertThat(body(asked("/recordings?to=1", token), 200).get("recordings"))
                .isEmpty();
        assertThat(body(asked("/recordings?speed=2", token), 400).get("error").stringValue())
                .contains("speed, which is none of its keys");
    }

    @Test
    void what_a_token_does_not_name_is_answered_as_what_there_is_not() throws Exception {
        for (String token : List.of(token("fay", "--replay", "ours"), token("fay"))) {
            assertThat(body(asked("/recordings?channel=theirs", token), 200))
                    .isEqualTo(body(asked("/recordings?channel=nowhere", token), 200));
            assertThat(body(asked("/recordings/" + theirs, token), 404))
                    .isEqualTo(body(asked("/recordings/" + GUESSED, token), 404));
            assertThat(body(asked("/recordings?before=" + theirs, token), 400))
                    .isEqualTo(body(asked("/recordings?before=" + GUESSED, token), 400));
        }
        assertThat(body(asked("/recordings", token("fay")), 200).get("recordings"))
                .isEmpty();
        body(asked("/recordings/" + ours, token("fay")), 404);
        body(asked("/recordings/" + ours, token("fay", "--replay", "our")), 404);
    }

    @Test
    void without_a_token_that_is_good_now_nobody_hears_anything() throws Exception {
        String token = token("gil", "--replay", "*", "--expires", "3s");
        assertThat(server.send(asked("/recordings/" + ours, token)).statusCode())
                .isEqualTo(200);
        HttpResponse<String> answer = server.send(asked("/recordings/" + ours, token));
        while (answer.statusCode() == 200 || answer.statusCode() == 429) {
            answer = server.send(asked("/recordings/" + ours, token));
        }
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("expired");
        assertThat(answer.headers().firstValue("www-authenticate")).hasValue("Bearer realm=\"livechat\"");
        String good = token("gil", "--replay", "*");
        body(server.request("/recordings/" + ours + "?token=" + good), 401);
        body(server.request("/recordings"), 401);
        body(asked("/recordings", good).header("Livechat-User", "hal"), 401);
        body(asked("/recordings", WholeServer.ADMIN).header("Livechat-User", "gil"), 401);
        body(asked("/recordings", good + "x"), 401);
    }

    @Test
    void whom_an_operator_has_blocked_hears_nothing() throws Exception {
        String token = token("ida", "--replay", "*");
        body(asked("/recordings", token), 200);
        server.admin("POST", "/admin/block/ida", "{}", 200);
        assertThat(body(asked("/recordings/" + ours, token), 403).get("error").stringValue())
                .isEqualTo("an operator has blocked you");
    }

    @Test
    void who_has_the_shared_secret_hears_what_the_configuration_says_under_a_name() throws Exception {
        assertThat(body(asked("/recordings", WholeServer.SECRET), 401)
                        .get("error")
                        .stringValue())
                .contains("Livechat-User");
        JsonNode page =
                body(asked("/recordings", WholeServer.SECRET).header("Livechat-User", "%EC%95%88%EB%82%98"), 200);
        assertThat(page.get("recordings")).hasSize(1);
        body(asked("/recordings/" + theirs, WholeServer.SECRET).header("Livechat-User", "kim"), 404);
    }

    @Test
    void bursts_of_history_name_their_recordings_to_whom_may_hear_them() throws Exception {
        for (String claim : List.of("ours", "theirs")) {
            TestClient lea = server.connect();
            lea.send("{'op':3,'d':{'user_id':'lea','token':'" + token("lea", "--replay", claim) + "'}}");
            lea.await(4);
            lea.join("ours");
            lea.send("{'op':21,'d':{'channel_id':'ours','kind':'bursts'}}");
            JsonNode page = lea.awaitAck(21);
            JsonNode burst = page.get("entries").get(0);
            if (claim.equals("ours")) {
                assertThat(page.get("replay").booleanValue()).isTrue();
                assertThat(burst.get("recordings")).hasSize(1);
                assertThat(burst.get("recordings").get(0).stringValue()).isEqualTo(ours);
            } else {
                assertThat(page.has("replay")).isFalse();
                assertThat(burst.has("recordings")).isFalse();
            }
        }
    }

    @Test
    void who_has_heard_what_is_in_the_trace() throws Exception {
        String token = token("mia", "--replay", "*");
        body(asked("/recordings/" + GUESSED, token), 404);
        server.send(asked("/recordings/" + theirs, token));
        String events = server.send(asked("/trace?last=200&follow=false", WholeServer.ADMIN))
                .body();
        assertThat(events.lines().filter(line -> line.contains("RECORDING_HEARD") && line.contains("by the user mia")))
                .singleElement()
                .asString()
                .contains(theirs, "\"theirs\"", "\"ben\"");
    }

    @Test
    void who_fetches_a_recording_in_parts_is_noted_once_and_who_asks_for_its_size_is_not() throws Exception {
        String quinn = token("quinn", "--replay", "*");
        server.send(asked("/recordings/" + theirs, quinn).HEAD());
        assertThat(heardBy("quinn")).isEmpty();
        for (int i = 0; i < 4; i++) {
            server.send(asked("/recordings/" + theirs, quinn).header("Range", "bytes=%d-%<d".formatted(i)));
            server.send(asked("/recordings/" + ours, quinn));
        }
        assertThat(heardBy("quinn")).hasSize(2);
    }

    private static List<String> heardBy(String user) throws Exception {
        return server.send(asked("/trace?last=200&follow=false", WholeServer.ADMIN))
                .body()
                .lines()
                .filter(line -> line.contains("RECORDING_HEARD") && line.contains("by the user " + user))
                .toList();
    }

    @Test
    void who_asks_too_often_waits_and_nobody_else_does() throws Exception {
        String rob = token("rob", "--replay", "nowhere*");
        long began = System.nanoTime();
        int answered = 0;
        HttpResponse<String> answer = server.send(asked("/recordings", rob));
        while (answer.statusCode() == 200) {
            answered++;
            answer = server.send(asked("/recordings", rob));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        assertThat(answered).isBetween(2 * PER_SECOND, (int) Math.ceil((2 + seconds) * PER_SECOND));
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("retry-after")).hasValue("1");
        assertThat(answer.body()).contains(PER_SECOND + " times a second");
        body(asked("/recordings", token("sue")), 200);
        while (answer.statusCode() == 429) {
            answer = server.send(asked("/recordings", rob));
        }
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void those_who_do_not_read_take_no_more_places_than_there_are() throws Exception {
        String large = Recorded.said(server, "nora", "large", "0803");
        try (var file = new RandomAccessFile(
                folder.resolve("data/recordings/large/" + large + ".ogg").toFile(), "rw")) {
            file.setLength(LARGE);
        }
        String nora = token("nora", "--replay", "large");
        String oda = token("oda", "--replay", "large");
        try (Socket one = unread(large, nora);
                Socket other = unread(large, oda)) {
            assertThat(one.getInputStream().read()).isPositive();
            HttpResponse<String> again = server.send(asked("/recordings", nora));
            assertThat(again.statusCode()).isEqualTo(429);
            assertThat(again.headers().firstValue("retry-after")).hasValue("1");
            assertThat(again.body()).contains("1 of your requests");
            assertThat(other.getInputStream().read()).isPositive();
            HttpResponse<String> third = server.send(asked("/recordings", token("pia", "--replay", "large")));
            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(third.body()).contains("2 requests for recordings are being answered");
        }
        while (server.send(asked("/recordings", nora)).statusCode() != 200) {
            Thread.onSpinWait();
        }
        while (server.send(asked("/recordings", oda)).statusCode() != 200) {
            Thread.onSpinWait();
        }
    }

    /** A connection in which a recording has begun to come; that of an answer before may still have the place for a moment. */
    private static Socket unread(String id, String token) throws Exception {
        String begin = "";
        Socket socket = ask(id, token);
        while (!begin.equals("HTTP/1.1 200")) {
            if (!begin.isEmpty()) {
                socket.close();
                socket = ask(id, token);
            }
            begin = new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
        }
        return socket;
    }

    private static Socket ask(String id, String token) throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        String request = String.join(
                "\r\n",
                Arrays.asList(
                        "GET /recordings/" + id + " HTTP/1.1",
                        "Host: 127.0.0.1:" + server.port(),
                        "Authorization: Bearer " + token,
                        "",
                        ""));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return socket;
    }
}
