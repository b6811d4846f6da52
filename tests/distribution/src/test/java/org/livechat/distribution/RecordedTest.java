package org.livechat.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said in a recorded channel, by real clients to a real server, which is killed (SIGKILL) while somebody talks. */
@Timeout(180)
class RecordedTest {
    private static final String CHANNEL = "REC";
    private static final Pattern ID = Pattern.compile("\"id\":\"([\\w-]+)\"");
    private static final Pattern LENGTH = Pattern.compile("\"length_ms\":(\\d+)");
    /** Ten bytes and more a frame: that much is about three seconds. */
    private static final int SOME_SECONDS = 1400;

    private Installation installation;
    private Path folder;

    @BeforeEach
    void unpack() throws IOException {
        installation = Installation.unpack();
        folder = installation.folder("recorded");
    }

    @AfterEach
    void remove() throws IOException {
        installation.close();
    }

    @Test
    void a_burst_that_a_kill_cuts_off_is_a_recording_up_to_the_last_second() throws Exception {
        int said;
        try (var server = ServerProcess.start(installation, folder, Map.of())) {
            assertThat(lcadmin(server, "channel-create", CHANNEL, "0777", "Recorded", "--record")
                            .exitCode())
                    .isZero();
            try (var cat = new Person(server.port(), server.token(), "cat")) {
                cat.send("{\"op\":11,\"d\":{\"channel_id\":\"%s\",\"ssrc\":1}}".formatted(CHANNEL));
                cat.await("\"event\":\"recorded\"");
            }
            try (var ann = new Caller(server.port(), server.token(), "ann", CHANNEL);
                    var ben = new Caller(server.port(), server.token(), "ben", CHANNEL)) {
                ben.person().send("{\"op\":16,\"d\":{\"channel_id\":\"%s\"}}".formatted(CHANNEL));
                assertThat(ben.person().await("\"op\":16,")).contains("\"recorded\":true");
                ann.talk();
                ben.hear(50);
                awaitBytes(SOME_SECONDS);
                said = ann.said();
                server.kill();
            }
        }
        try (var server = ServerProcess.start(installation, folder, Map.of())) {
            String listed = awaitListed(server);
            String cut = "cut off: the server was killed while it was written";
            assertThat(listed).contains("\"note\":\"" + cut + "\"");
            assertThat(lcadmin(server, "recordings", "list").out()).contains("there, " + cut);
            assertThat(listed).contains("\"user_id\":\"ann\"", "\"channel_id\":\"REC\"", "\"indicator\":\"normal\"");
            Matcher length = LENGTH.matcher(listed);
            assertThat(length.find()).isTrue();
            assertThat(Integer.parseInt(length.group(1)))
                    .as("ms of the recording, of %d that were said", said * 20)
                    .isBetween(said * 20 - 1500, said * 20 + 100);

            Matcher id = ID.matcher(listed);
            assertThat(id.find()).isTrue();
            Path copy = folder.resolve("copy.ogg");
            assertThat(lcadmin(server, "recordings", "get", id.group(1), copy.toString())
                            .err())
                    .isEmpty();
            Path file = folder.resolve("data/recordings/REC/" + id.group(1) + ".ogg");
            assertThat(copy).hasSameBinaryContentAs(file);

            assertThat(lcadmin(server, "recordings", "verify").out())
                    .startsWith("1 row and 1 file are as they were written; head ");
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
            Ran verified = lcadmin(server, "recordings", "verify");
            assertThat(verified.exitCode()).isEqualTo(1);
            assertThat(verified.out()).startsWith("the file of row 1 (" + id.group(1) + ") is not what was recorded");
            assertThat(verified.err()).startsWith("lcadmin: 1 problem in 1 row and 1 file; head ");
            Ran asJson = lcadmin(server, "recordings", "verify", "--json");
            assertThat(asJson.exitCode()).isEqualTo(1);
            assertThat(asJson.out()).startsWith("{\"rows\":1,").contains("is not what was recorded");
        }
    }

    @Test
    void a_disk_that_takes_no_recording_is_said_to_whoever_watches_the_server() throws Exception {
        Path recordings = folder.resolve("data/recordings");
        try (var server = ServerProcess.start(installation, folder, Map.of());
                HttpClient http = HttpClient.newHttpClient()) {
            // A file where the channel's folder has to be.
            Files.createFile(Files.createDirectories(recordings).resolve(CHANNEL));
            assertThat(lcadmin(server, "channel-create", CHANNEL, "0777", "Recorded", "--record")
                            .exitCode())
                    .isZero();
            URI ready = URI.create("http://127.0.0.1:" + server.port() + "/readyz");
            HttpRequest ask = HttpRequest.newBuilder(ready).build();
            assertThat(http.send(ask, BodyHandlers.ofString()).body()).isEqualTo("{\"status\":\"ready\"}");
            try (var ann = new Caller(server.port(), server.token(), "ann", CHANNEL);
                    var ben = new Caller(server.port(), server.token(), "ben", CHANNEL)) {
                ann.talk();
                ben.hear(50);
                String said = "";
                while (!said.equals("{\"status\":\"ready\",\"degraded\":[\"recorder\"]}")) {
                    HttpResponse<String> answer = http.send(ask, BodyHandlers.ofString());
                    assertThat(answer.statusCode()).isEqualTo(200);
                    said = answer.body();
                }
            }
            assertThat(lcadmin(server, "recordings", "list", "--json").out())
                    .contains("\"problem\":\"" + recordings.resolve(CHANNEL));
        }
    }

    private void awaitBytes(long bytes) throws IOException {
        while (true) {
            List<Path> files = new ArrayList<>();
            Path recordings = folder.resolve("data/recordings/REC");
            if (Files.isDirectory(recordings)) {
                try (Stream<Path> there = Files.list(recordings)) {
                    there.forEach(files::add);
                }
            }
            for (Path file : files) {
                if (Files.size(file) >= bytes) {
                    return;
                }
            }
            Thread.onSpinWait();
        }
    }

    private String awaitListed(ServerProcess server) throws Exception {
        while (true) {
            String listed = lcadmin(server, "recordings", "list", "--channel", CHANNEL, "--json")
                    .out();
            if (ID.matcher(listed).find()) {
                return listed;
            }
        }
    }

    private Ran lcadmin(ServerProcess server, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("--port", Integer.toString(server.port())));
        all.addAll(List.of(arguments));
        return Ran.of(installation.command(folder, Map.of(), "lcadmin", all.toArray(String[]::new)));
    }
}
