package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.livechat.tools.LcAdmin;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What a crash costs, and what operators learn of it: media workers that fail or hang, and dumps. One server, one call. */
@Timeout(120)
class CrashTest {
    private static final String CHANNEL = "CH_0001";
    private static final String OTHER_CHANNEL = "CH_0002";
    private static final long PATIENCE_SECONDS = 20;

    @TempDir
    private static Path data;

    private static WholeServer server;
    private static TestClient ann;
    private static TestClient bob;
    private static Voice talker;
    private static Voice listener;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeAll
    static void call() throws Exception {
        server = new WholeServer(Map.of(
                "data", data.toString(),
                "floor.max_talk", "10m",
                "media.workers", "1",
                "media.transport", FailingTransport.NAME,
                "watchdog.patience", "1s",
                "admin.dump_files", "3"));
        ann = server.identified("ann");
        talker = Voice.join(ann, CHANNEL);
        bob = server.identified("bob");
        listener = Voice.join(bob, CHANNEL);
        expectHeard();
    }

    @AfterAll
    static void hangUp() {
        talker.close();
        listener.close();
        server.close();
    }

    @BeforeEach
    void listen() {
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        root().detachAppender(log);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private List<String> lines(String part) {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains(part))
                .toList();
    }

    /** The same endpoints, by the same keys: nobody has joined again. */
    private static void expectHeard() throws Exception {
        // A pause of four seconds, as between two tests, has ended the burst.
        ann.channelRequest(30, CHANNEL);
        ann.await(50);
        expectHeard(talker, listener);
    }

    private static void speakAndHear(TestClient client, Voice from, Voice to) throws Exception {
        client.channelRequest(30, OTHER_CHANNEL);
        client.await(50);
        expectHeard(from, to);
    }

    private static void expectHeard(Voice from, Voice to) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        int frame = -1;
        while (System.nanoTime() - end < 0) {
            int said = from.speak();
            Integer heard = to.heard.poll(100, TimeUnit.MILLISECONDS);
            frame = heard == null ? frame : heard;
            if (frame >= said - 5 && frame >= 0) {
                return;
            }
        }
        throw new AssertionError("nothing is heard");
    }

    private static double figure(String name) throws Exception {
        String metrics = server.send(server.request("/metrics").header("Authorization", "Bearer " + WholeServer.ADMIN))
                .body();
        Matcher line = Pattern.compile("^" + Pattern.quote(name) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(metrics);
        assertThat(line.find()).as(name).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private static String lcadmin(int exitCode, String... arguments) {
        StringWriter out = new StringWriter();
        int exited = LcAdmin.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(Stream.concat(
                                Stream.of("--port", Integer.toString(server.port()), "--token", WholeServer.ADMIN),
                                Stream.of(arguments))
                        .toArray(String[]::new));
        assertThat(exited).as(out.toString()).isEqualTo(exitCode);
        return out.toString();
    }

    /** Waits until something is so. */
    private static void await(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.holds()) {
            assertThat(System.nanoTime() - end).as(what).isNegative();
            Thread.sleep(20);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    /** What may end a round of a worker. */
    enum End {
        RUNTIME_EXCEPTION,
        ERROR,
        MEMORY,
        /** One that cannot even be logged. */
        UNTELLABLE;

        Throwable thrown() {
            return switch (this) {
                case RUNTIME_EXCEPTION -> new IllegalStateException("a defect of the test's");
                case ERROR -> new LinkageError("a defect of the test's");
                case MEMORY -> new OutOfMemoryError("a defect of the test's");
                case UNTELLABLE -> new Untellable();
            };
        }
    }

    private static final class Untellable extends Error {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new StackOverflowError();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_worker_that_ends_is_followed_by_another_and_the_call_goes_on(End how) throws Exception {
        double before = figure("livechat_media_worker_restarts_total");
        JsonNode peers = server.look("/admin/peers");

        FailingTransport.fail(how::thrown);
        talker.speak();
        await("a restart", () -> figure("livechat_media_worker_restarts_total") == before + 1);

        expectHeard();
        assertThat(ufrags(server.look("/admin/peers"))).isEqualTo(ufrags(peers));
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("media-worker-")))
                .hasSize(1);
    }

    private static List<String> ufrags(JsonNode peers) {
        return peers.valueStream()
                .map(peer -> peer.get("ufrag").stringValue())
                .sorted()
                .toList();
    }

    /** Whom all media of theirs brings out a defect of. */
    enum Bad {
        LISTENER,
        TALKER
    }

    @ParameterizedTest
    @EnumSource
    void who_brings_out_nothing_but_defects_is_told_and_comes_back_while_others_go_on(Bad who) throws Exception {
        TestClient cem = server.identified("cem");
        TestClient dia = server.identified("dia");
        try (Voice said = Voice.join(cem, OTHER_CHANNEL);
                Voice heard = Voice.join(dia, OTHER_CHANNEL)) {
            speakAndHear(cem, said, heard);
            Voice badVoice = who == Bad.TALKER ? said : heard;
            TestClient bad = who == Bad.TALKER ? cem : dia;
            InetSocketAddress address = badVoice.address();
            expectHeard();
            FailingTransport.spoil(address, true);
            CompletableFuture<String> ended = CompletableFuture.supplyAsync(() ->
                    bad.awaitEvent("media_ended").get("data").get("reason").stringValue());
            int first = talker.speak();
            int last = first;
            while (!ended.isDone()) {
                said.speak();
                last = talker.speak();
                ended.completeOnTimeout("nothing", PATIENCE_SECONDS, TimeUnit.SECONDS);
                Thread.sleep(20);
            }
            FailingTransport.spoil(address, false);

            assertThat(ended.join()).isEqualTo("server_defect");
            Integer next = listener.heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            while (next != null && next < first) {
                next = listener.heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            for (int frame = first; frame <= last; frame++) {
                assertThat(next).isEqualTo(frame);
                next = frame == last ? next : listener.heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            bad.channelRequest(12, OTHER_CHANNEL);
            bad.awaitAck(12);
            try (Voice again = Voice.join(bad, OTHER_CHANNEL)) {
                speakAndHear(cem, who == Bad.TALKER ? again : said, who == Bad.TALKER ? heard : again);
            }
        }
    }

    @Test
    void a_worker_that_hangs_is_named_with_where_and_the_call_goes_on_when_it_does() throws Exception {
        assertThat(server.look("/admin/hanging")).isEmpty();
        assertThat(lcadmin(0, "status")).doesNotContain("hangs");
        CountDownLatch until = new CountDownLatch(1);
        FailingTransport.hang(until);
        try {
            talker.speak();
            await("a hang", () -> !server.look("/admin/hanging").isEmpty());

            JsonNode hang = server.look("/admin/hanging").get(0);
            assertThat(hang.get("thread").stringValue()).isEqualTo("media-worker-0");
            assertThat(hang.get("at").stringValue()).isEqualTo("a round of media-worker-0");
            assertThat(hang.get("stack").toString()).contains("FailingTransport$Port.receive");
            assertThat(figure("livechat_watchdog_hanging")).isEqualTo(1);
            assertThat(lcadmin(0, "status")).contains("media-worker-0 hangs: a round of media-worker-0 for ");
            await("a line", () -> !lines("media-worker-0 has been at").isEmpty());
            assertThat(lines("media-worker-0 has been at"))
                    .singleElement()
                    .asString()
                    .contains("FailingTransport$Port.receive");
        } finally {
            until.countDown();
        }
        await("its end", () -> server.look("/admin/hanging").isEmpty());
        expectHeard();
    }

    @Test
    void dumps_are_made_on_demand_one_at_a_time_so_many_and_for_their_owner() throws Exception {
        Path folder = data.toRealPath().resolve("dumps");
        assertThat(server.look("/admin/dump").get("folder").stringValue()).endsWith("dumps");
        assertThat(error("{}", 400)).startsWith("say what is to be dumped: recording_secs");
        assertThat(error("{\"recording_secs\":601}", 400)).contains("from 1 to 600");
        assertThat(error("{\"heap\":1}", 400)).isEqualTo("heap is 1, but has to be true or false");

        JsonNode order = server.admin("POST", "/admin/dump", "{\"recording_secs\":3}", 202);
        assertThat(order.get("state").stringValue()).isEqualTo("running");
        assertThat(error("{\"heap\":true}", 409)).startsWith("a dump is under way already");
        await("the recording", () -> state().equals("done"));

        lcadmin(0, "dump", "--record", "1s", "--heap");
        List<Path> files = Stream.of(folder.toFile().listFiles())
                .map(file -> file.toPath())
                .sorted()
                .toList();
        assertThat(files).hasSize(3);
        assertThat(files).first().asString().matches(".*/heap-[0-9]{8}T[0-9.]{10}Z\\.hprof");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        for (Path file : files) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(lcadmin(0, "dump")).contains(files.get(0).getFileName().toString(), "MADE AT");
        assertThat(Files.readAllBytes(files.get(0)))
                .startsWith("JAVA PROFILE 1.0.".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(RecordingFile.readAllEvents(files.get(2)).stream()
                        .map(RecordedEvent::getEventType)
                        .map(type -> type.getName())
                        .distinct())
                .contains("jdk.CPULoad")
                .doesNotContain(
                        "jdk.InitialEnvironmentVariable",
                        "jdk.InitialSystemProperty",
                        "jdk.JVMInformation",
                        "jdk.SystemProcess");

        assertThat(lcadmin(1, "dump", "--record", "1s"))
                .contains("has 3 dumps, and there may be 3 (admin.dump_files); delete those that nobody needs");
        expectHeard();
    }

    private static String state() throws Exception {
        return server.look("/admin/dump").get("latest").get("state").stringValue();
    }

    private static String error(String body, int status) throws Exception {
        return server.admin("POST", "/admin/dump", body, status).get("error").stringValue();
    }
}
