package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** When a recording began, beside when the first packet of its burst came to the server's socket, whatever the network does to it. */
@Timeout(120)
class RecordedStartTest {
    private static final String CHANNEL =
            "{\"channel_id\":\"tour\",\"freq\":\"0801\",\"name\":\"tour\",\"record\":true}";
    private static final int BURSTS = 20;
    private static final int FRAMES = 10;
    private static final int FRAME_MILLIS = 20;
    /** In the middle of each burst, as packets that were not sent (RFC 7587 3.1.3). */
    private static final int PAUSE = 25;
    /** Of the first samples, which a decoder skips (RFC 7845 4.2), rounded up. */
    private static final int SKIPPED_MILLIS = 7;

    private static final long RIGHT_MILLIS = 50;

    @TempDir
    private Path data;

    private WholeServer server;

    @BeforeEach
    void start() throws Exception {
        server = new WholeServer(
                Map.of("parts.store", "sqlite", "data", data.toString(), "signaling.frames_per_second", "1000"));
        server.admin("POST", "/admin/channels", CHANNEL, 201);
        server.member("hears", "tour");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(HinderedStart.Hindrance.class)
    void a_recording_begins_when_its_first_packet_came(HinderedStart.Hindrance hindrance) throws Exception {
        List<Long> came = new ArrayList<>();
        TestClient talker = server.identified("ann");
        try (Voice voice = Voice.joinUnconnected(talker, "tour");
                var network = new HinderedStart(voice.answer(), hindrance)) {
            voice.connect(network::lead);
            for (int burst = 1; burst <= BURSTS; burst++) {
                say(talker, voice, network, burst * (2 * FRAMES - hindrance.lost));
                came.add(network.firstAtMillis());
            }
        }
        List<JsonNode> recordings = recordings();
        List<Long> off = new ArrayList<>();
        for (int i = 0; i < BURSTS; i++) {
            off.add(recordings.get(i).get("started_at").longValue() - came.get(i));
        }
        List<Long> sizes = off.stream().map(Math::abs).sorted().toList();
        System.out.printf(
                "recorded start, %s: off by a median of %d ms, at most %d; %s%n",
                hindrance, sizes.get(BURSTS / 2), sizes.getLast(), off);
        assertThat(sizes.get(BURSTS / 2)).as("ms, the median of %s", off).isLessThanOrEqualTo(RIGHT_MILLIS);
        int length = (2 * FRAMES + PAUSE - hindrance.lost) * FRAME_MILLIS;
        assertThat(recordings)
                .as("with all that came, and the pause")
                .allSatisfy(recording ->
                        assertThat(recording.get("length_ms").intValue()).isBetween(length - SKIPPED_MILLIS, length));
    }

    private void say(TestClient talker, Voice voice, HinderedStart network, int packets) throws Exception {
        talker.channelRequest(30, "tour");
        talker.await(50);
        network.expectBurst();
        for (int i = 0; i < FRAMES; i++) {
            voice.speak();
        }
        voice.pause(PAUSE);
        for (int i = 0; i < FRAMES; i++) {
            voice.speak();
        }
        while (server.figure("livechat_recorder_packets_total", "") < packets) {
            Thread.onSpinWait();
        }
        talker.channelRequest(31, "tour");
        talker.await(54);
    }

    private List<JsonNode> recordings() throws Exception {
        JsonNode listed = server.look("/admin/recordings").get("recordings");
        while (listed.size() < BURSTS) {
            listed = server.look("/admin/recordings").get("recordings");
        }
        List<JsonNode> all = new ArrayList<>();
        listed.forEach(all::add);
        all.sort(Comparator.comparingLong(
                recording -> recording.get("started_at").longValue()));
        return all;
    }
}
