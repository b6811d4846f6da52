package org.livechat.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What listeners and operators see while the disk of a server that records is full, or takes nothing: real disks, mounted for it. */
@Timeout(180)
class RecorderDiskTest {
    private static final String SECRET = "a secret of the tests";
    private static final String ADMIN = "operators-only";
    /** Of those who speak on a full disk: for several tries, at 50 packets a second each. */
    private static final int LOST_IN_SEVERAL_TRIES = 700;

    private static final String READY = "{\"status\":\"ready\"}";

    private final HttpClient http = HttpClient.newHttpClient();
    private Installation installation;
    private Path folder;

    @BeforeEach
    void unpack() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can mount a disk");
        installation = Installation.unpack();
        folder = installation.folder("disk");
    }

    @AfterEach
    void remove() throws IOException {
        http.close();
        if (installation != null) {
            installation.close();
        }
    }

    private ServerProcess start(SmallDisk disk) throws IOException {
        return ServerProcess.start(
                installation,
                folder,
                Map.of(
                        "LIVECHAT_DATA",
                        disk.folder("data").toString(),
                        "LIVECHAT_SECRET",
                        SECRET,
                        "LIVECHAT_ADMIN_TOKEN",
                        ADMIN,
                        "LIVECHAT_FLOOR_MAX_TALK",
                        "10m",
                        "LIVECHAT_RECORDER_RING_BYTES",
                        "64KiB"));
    }

    private String ask(ServerProcess server, String path) throws Exception {
        return send(server, HttpRequest.newBuilder(), path);
    }

    private String send(ServerProcess server, HttpRequest.Builder request, String path) throws Exception {
        HttpResponse<String> answer = http.send(
                request.uri(URI.create("http://127.0.0.1:" + server.port() + path))
                        .header("Authorization", "Bearer " + ADMIN)
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isBetween(200, 299);
        return answer.body();
    }

    private double figure(ServerProcess server, String name) throws Exception {
        return ask(server, "/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Bounded by the test's own time; each look is a request. */
    private void awaitFigure(ServerProcess server, String name, double least) throws Exception {
        while (figure(server, name) < least) {
            Thread.onSpinWait();
        }
    }

    private void awaitNone(ServerProcess server, String name) throws Exception {
        while (figure(server, name) != 0) {
            Thread.onSpinWait();
        }
    }

    private void channel(ServerProcess server, String id, String frequency) throws Exception {
        String body =
                "{\"channel_id\":\"%s\",\"freq\":\"%s\",\"name\":\"%s\",\"record\":true}".formatted(id, frequency, id);
        send(server, HttpRequest.newBuilder().POST(BodyPublishers.ofString(body)), "/admin/channels");
    }

    private Caller caller(ServerProcess server, String user, String channel) throws Exception {
        return new Caller(server.port(), SECRET, user, channel);
    }

    /** Listens until what is said now has come, and says how much of all before has not. */
    private static long lost(Caller talker, Caller listener) throws InterruptedException {
        int last = talker.said();
        listener.hear(last);
        return listener.lost(0, last);
    }

    @Test
    void while_the_disk_is_full_all_is_heard_and_all_is_told_and_recording_goes_on_when_there_is_room()
            throws Exception {
        try (var disk = SmallDisk.inMemory(folder);
                var server = start(disk)) {
            channel(server, "BEFORE", "0701");
            channel(server, "MEANWHILE", "0702");
            try (var ann = caller(server, "ann", "BEFORE");
                    var ben = caller(server, "ben", "BEFORE");
                    var cat = caller(server, "cat", "MEANWHILE");
                    var dan = caller(server, "dan", "MEANWHILE")) {
                ann.talk();
                awaitFigure(server, "livechat_recorder_packets_total", 50);
                assertThat(ask(server, "/readyz")).isEqualTo(READY);
                disk.fill();
                cat.talk();
                server.awaitOutput("The recorder fails, and what is said meanwhile is not recorded");
                awaitFigure(server, "livechat_recorder_lost_total", LOST_IN_SEVERAL_TRIES);
                assertThat(ask(server, "/readyz")).contains("\"degraded\":[", "\"recorder\"");
                assertThat(figure(server, "livechat_recorder_failing")).isEqualTo(1);
                assertThat(ask(server, "/trace?last=1000&follow=false"))
                        .contains("RECORDER_FAILED")
                        .contains("No space left");
                assertThat(lost(ann, ben)).isZero();
                assertThat(lost(cat, dan)).isZero();

                disk.makeRoom();
                server.awaitOutput("The recorder works again");
                while (!ask(server, "/readyz").equals(READY)) {
                    Thread.onSpinWait();
                }
                assertThat(figure(server, "livechat_recorder_failing")).isZero();
                assertThat(ask(server, "/trace?last=200&follow=false")).contains("RECORDER_WORKS");
                double taken = figure(server, "livechat_recorder_packets_total");
                while (!isRecorded("MEANWHILE")) {
                    awaitFigure(server, "livechat_recorder_packets_total", ++taken);
                }
                assertThat(lost(ann, ben)).isZero();
                assertThat(lost(cat, dan)).isZero();
                release(ann, "BEFORE");
                release(cat, "MEANWHILE");
            }
            for (String channel : new String[] {"BEFORE", "MEANWHILE"}) {
                while (!ask(server, "/admin/recordings?channel=" + channel).contains("\"sha256\"")) {
                    Thread.onSpinWait();
                }
            }
            assertThat(ask(server, "/admin/recordings/verify")).startsWith("{\"problems\":[],");
        }
    }

    @Test
    void room_that_is_made_while_nobody_speaks_ends_the_alarm() throws Exception {
        try (var disk = SmallDisk.inMemory(folder);
                var server = start(disk)) {
            channel(server, "QUIET", "0701");
            try (var ann = caller(server, "ann", "QUIET")) {
                disk.fill();
                ann.talk();
                server.awaitOutput("The recorder fails, and what is said meanwhile is not recorded");
                release(ann, "QUIET");
                awaitNone(server, "livechat_recorder_bursts");
                assertThat(figure(server, "livechat_recorder_failing")).isEqualTo(1);
                disk.makeRoom();
                awaitNone(server, "livechat_recorder_failing");
                server.awaitOutput("The recorder works again");
                assertThat(figure(server, "livechat_recorder_files_total"))
                        .as("recorded")
                        .isZero();
            }
        }
    }

    @Test
    void while_the_disk_takes_nothing_all_is_heard_and_what_is_not_recorded_is_counted() throws Exception {
        try (var disk = SmallDisk.inFile(folder, folder.resolveSibling("image"));
                var server = start(disk)) {
            channel(server, "SLOW", "0701");
            try (var ann = caller(server, "ann", "SLOW");
                    var ben = caller(server, "ben", "SLOW")) {
                ann.talk();
                awaitFigure(server, "livechat_recorder_packets_total", 50);
                assertThat(ask(server, "/readyz")).isEqualTo(READY);
                try (var _ = disk.freeze()) {
                    server.awaitOutput("The recorder fails, and what is said meanwhile waits");
                    assertThat(ask(server, "/readyz")).contains("\"recorder\"");
                    assertThat(figure(server, "livechat_recorder_failing")).isEqualTo(1);
                    assertThat(ask(server, "/trace?last=200&follow=false"))
                            .contains("RECORDER_FAILED", "the disk has taken nothing for 2 s");
                    awaitFigure(server, "livechat_recorder_dropped_total", 100);
                    server.awaitOutput("More comes than the disk takes");
                    assertThat(lost(ann, ben)).isZero();
                }
                server.awaitOutput("The recorder works again");
                while (!ask(server, "/readyz").equals(READY)) {
                    Thread.onSpinWait();
                }
                double taken = figure(server, "livechat_recorder_packets_total");
                awaitFigure(server, "livechat_recorder_packets_total", taken + 100);
                assertThat(lost(ann, ben)).isZero();
                release(ann, "SLOW");
                while (!ask(server, "/admin/recordings?channel=SLOW").contains("\"sha256\"")) {
                    Thread.onSpinWait();
                }
            }
            assertThat(ask(server, "/admin/recordings/verify")).startsWith("{\"problems\":[],");
        }
    }

    private boolean isRecorded(String channel) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("data/recordings").resolve(channel))) {
            return files.anyMatch(file -> file.toFile().length() > 0);
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private static void release(Caller talker, String channel) {
        talker.person().send("{\"op\":31,\"d\":{\"channel_id\":\"%s\"}}".formatted(channel));
    }
}
