package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** A file that somebody, or a crash of the disk, has taken from the server is told of, and what can go on goes on. */
@Timeout(60)
class LostFilesTest {
    private static final String CHANNEL =
            "{\"channel_id\":\"tour\",\"freq\":\"0801\",\"name\":\"tour\",\"record\":true}";

    @TempDir
    private Path data;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

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

    private WholeServer start() {
        return new WholeServer(Map.of("parts.store", "sqlite", "data", data.toString()));
    }

    private List<String> said() {
        return Stream.of(log.list.toArray(ILoggingEvent[]::new))
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    private void awaitSaid(String start) throws InterruptedException {
        while (said().stream().noneMatch(line -> line.startsWith(start))) {
            Thread.sleep(20); // asks again
        }
    }

    private static JsonNode rows(WholeServer server) throws Exception {
        return server.look("/admin/recordings").get("recordings");
    }

    private Optional<Path> beingWritten() throws IOException {
        Path folder = data.resolve("recordings/tour");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".part.ogg")).findFirst();
        }
    }

    @Test
    void a_recording_that_is_removed_while_it_is_written_has_a_row_and_the_rest_of_the_burst_a_file() throws Exception {
        try (WholeServer server = start()) {
            server.admin("POST", "/admin/channels", CHANNEL, 201);
            TestClient talker = server.identified("ann");
            server.member("hears", "tour");
            try (Voice voice = Voice.join(talker, "tour")) {
                talker.channelRequest(30, "tour");
                talker.await(50);
                voice.speak();
                Optional<Path> first = beingWritten();
                while (first.isEmpty()) {
                    Thread.sleep(20); // asks again
                    first = beingWritten();
                }
                Files.delete(first.get());
                while (rows(server).isEmpty() || beingWritten().isEmpty()) {
                    voice.speak();
                }
                talker.channelRequest(31, "tour");
                talker.await(54);
                while (rows(server).size() < 2) {
                    Thread.onSpinWait();
                }
                String id = first.get().getFileName().toString().replace(".part.ogg", "");
                JsonNode lost = rows(server).get(1);
                assertThat(lost.get("id").stringValue()).isEqualTo(id);
                assertThat(lost.get("user_id").stringValue()).isEqualTo("ann");
                assertThat(lost.get("note").stringValue()).isEqualTo("its file was removed while it was written");
                JsonNode rest = rows(server).get(0);
                assertThat(rest.get("note").isNull()).isTrue();
                assertThat(rest.get("bytes").longValue()).isPositive();
                assertThat(said())
                        .contains("WARN Recording " + id + " is lost: somebody has removed " + first.get()
                                + " while it was written");
                assertThat(server.look("/admin/recordings/verify").get("problems"))
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_store_that_was_lost_is_an_error_of_the_next_start(boolean emptied) throws Exception {
        Path file = data.resolve("store/livechat.db");
        try (WholeServer server = start()) {
            Recorded.said(server, "ann", "tour", "0801");
        }
        assertThat(said()).noneMatch(line -> line.startsWith("ERROR"));
        log.list.clear();
        if (emptied) {
            Files.write(file, new byte[0]);
        } else {
            Files.delete(file);
        }
        try (WholeServer _ = start()) {
            awaitSaid(
                    "ERROR The file of the store was lost: the register is empty, but there are 1 files of recordings in "
                            + data.resolve("recordings"));
            String emptiness = "WARN " + file
                    + " had nothing in it, not even a version, and begins anew: what was kept is in a backup at best";
            assertThat(said().contains(emptiness)).isEqualTo(emptied);
        }
    }
}
