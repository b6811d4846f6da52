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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What a service manager and those who talk see when the server starts and stops. */
@TestInstance(Lifecycle.PER_CLASS)
class StartAndStopTest {
    private static final String CHANNEL = "CH_0001";
    private static final String SECRET = "a-secret-of-these-tests";

    /** WebSocket status 1001. */
    private static final int GOING_AWAY = 1001;

    private Installation installation;

    @BeforeAll
    void unpack() throws IOException {
        installation = Installation.unpack();
    }

    @AfterAll
    void remove() throws IOException {
        installation.close();
    }

    private ServerProcess start(String folder, Map<String, String> environment, String... arguments)
            throws IOException {
        return ServerProcess.start(installation, installation.folder(folder), environment, arguments);
    }

    @Test
    void the_service_manager_is_told_ready_alive_and_stopping() throws Throwable {
        String name = "@livechat-test-" + ProcessHandle.current().pid();
        try (var socket = NotifySocket.open(name);
                var server = start("notified", Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "200000"))) {
            assertThat(socket.receive()).isEqualTo("READY=1");
            assertThat(socket.receive()).isEqualTo("WATCHDOG=1");
            assertThat(socket.receive()).isEqualTo("WATCHDOG=1");
            server.terminate();
            String last = socket.receive();
            while (last.equals("WATCHDOG=1")) {
                last = socket.receive();
            }
            assertThat(last).isEqualTo("STOPPING=1");
            assertThat(server.exitCode()).isZero();
        }
    }

    @Test
    void the_jvm_lets_the_relay_have_what_aes_gcm_without_garbage_takes() throws Exception {
        try (var server = start("keyed", Map.of("LIVECHAT_SECRET", SECRET))) {
            assertThat(server.output())
                    .anyMatch(line -> line.matches(".*media: \\d+ workers?, .*"))
                    .noneMatch(line -> line.contains("AES-GCM costs more"));
        }
    }

    @Test
    void a_secret_is_shown_only_at_the_start_that_makes_it() throws Exception {
        Path folder = installation.folder("shown once");
        String made;
        try (var first = ServerProcess.start(installation, folder, Map.of())) {
            made = Files.readString(folder.resolve("data/secret")).strip();
            assertThat(first.output())
                    .anyMatch(line ->
                            line.contains("is ready: console http://127.0.0.1:" + first.port() + "/#token=" + made))
                    .anyMatch(line -> line.contains("kept in data/secret; LIVECHAT_SECRET sets one of your own"));
        }
        try (var second = ServerProcess.start(installation, folder, Map.of())) {
            assertThat(second.output())
                    .anyMatch(line -> line.contains("/ (token: data/secret)  HTTP and"))
                    .noneMatch(line -> line.contains(made));
        }
        try (var own = start("own secret", Map.of("LIVECHAT_SECRET", SECRET))) {
            assertThat(own.output())
                    .anyMatch(line -> line.contains("/ (token: environment variable LIVECHAT_SECRET)  HTTP and"))
                    .noneMatch(line -> line.contains(SECRET));
        }
    }

    @Test
    void who_talks_may_finish_and_nobody_new_is_let_in() throws Exception {
        try (var server = start("drained", Map.of("LIVECHAT_SECRET", SECRET), "--set", "shutdown.drain_timeout=1h");
                var ann = talker(server)) {
            server.terminate();
            awaitNotReady(server);
            assertThat(server.isRunning()).isTrue();
            ann.send("{\"op\":31,\"d\":{\"channel_id\":\"%s\"}}".formatted(CHANNEL));
            assertThat(server.exitCode()).isZero();
        }
    }

    @Test
    void the_wait_for_a_talker_has_a_limit() throws Exception {
        try (var server = start("limited", Map.of("LIVECHAT_SECRET", SECRET), "--set", "shutdown.drain_timeout=300ms");
                var ann = talker(server)) {
            server.terminate();
            assertThat(ann.awaitClose()).isEqualTo(GOING_AWAY);
            assertThat(server.exitCode()).isZero();
        }
    }

    @Test
    void a_second_signal_ends_the_wait() throws Exception {
        try (var server = start("urged", Map.of("LIVECHAT_SECRET", SECRET), "--set", "shutdown.drain_timeout=1h");
                var ann = talker(server)) {
            server.terminate();
            awaitNotReady(server);
            server.terminate();
            assertThat(ann.awaitClose()).isEqualTo(GOING_AWAY);
            assertThat(server.exitCode()).isZero();
        }
    }

    @Test
    void two_servers_run_from_one_installation_that_nobody_may_write() throws Exception {
        Path first = installation.folder("첫째 서버");
        Path second = installation.folder("둘째 서버 📻");
        Path settings = installation.folder("etc 설정").resolve("livechat.yaml");
        Files.writeString(
                settings,
                "channels:\n  presets:\n    - {id: HQ, freq: \"0042\", name: \"본부 📻\", mode: ptt, capacity: 5}\n");
        Files.setPosixFilePermissions(installation.home(), PosixFilePermissions.fromString("r-xr-xr-x"));
        try (var one = ServerProcess.start(installation, first, Map.of(), "--config", settings.toString());
                var two = ServerProcess.start(installation, second, Map.of())) {
            assertThat(get(one, "/channels").body()).contains("본부 📻").doesNotContain(CHANNEL);
            assertThat(get(two, "/channels").body()).contains(CHANNEL).doesNotContain("본부");
            assertThat(one.token()).isNotEqualTo(two.token());
            for (Path folder : new Path[] {first, second}) {
                assertThat(folder.resolve("data")).isDirectory();
                assertThat(Files.getPosixFilePermissions(folder.resolve("data/secret")))
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
            Ran status = Ran.of(installation.command(
                    second, Map.of(), "lcadmin", "--port", Integer.toString(two.port()), "status"));
            assertThat(status.err()).isEmpty();
            assertThat(status.exitCode()).isZero();
        } finally {
            Files.setPosixFilePermissions(installation.home(), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static Person talker(ServerProcess server) throws InterruptedException {
        var ann = new Person(server.port(), SECRET, "ann");
        ann.send("{\"op\":11,\"d\":{\"channel_id\":\"%s\",\"ssrc\":1}}".formatted(CHANNEL));
        ann.await("\"op\":200,");
        ann.send("{\"op\":30,\"d\":{\"channel_id\":\"%s\"}}".formatted(CHANNEL));
        ann.await("\"op\":50,");
        // The holder of a floor is expected to send media or pings; one ping is enough for the length of this test.
        ann.send("{\"op\":32,\"d\":{\"channel_id\":\"%s\"}}".formatted(CHANNEL));
        return ann;
    }

    private static void awaitNotReady(ServerProcess server) throws Exception {
        while (get(server, "/readyz").statusCode() != 503) {
            assertThat(server.isRunning()).isTrue();
        }
    }

    private static HttpResponse<String> get(ServerProcess server, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
