package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The key figures of TS 22.179 in /metrics, of bursts that somebody really talks and hears. */
@Timeout(120)
class KeyFiguresTest {
    private static final long FRAME_MILLIS = 20;

    private final WholeServer server = new WholeServer();

    @AfterEach
    void close() {
        server.close();
    }

    private String metrics() throws Exception {
        return server.send(server.request("/metrics").header("Authorization", "Bearer " + WholeServer.ADMIN))
                .body();
    }

    /** Returns once all of these lines are there: what is counted last may be counted behind what clients are told. */
    private void awaitMetrics(String... lines) throws Exception {
        List<String> all = List.of(lines);
        String text = metrics();
        while (!text.lines().toList().containsAll(all)) {
            text = metrics();
        }
    }

    private static void speakUntilHeard(Voice talker, Voice listener) throws InterruptedException {
        do {
            talker.speak();
        } while (listener.heard.poll(FRAME_MILLIS, TimeUnit.MILLISECONDS) == null);
    }

    @Test
    void a_burst_is_an_access_and_who_comes_during_it_a_late_entry() throws Exception {
        TestClient ann = server.identified("ann");
        try (Voice annsVoice = Voice.join(ann, "CH_0001")) {
            TestClient ben = server.identified("ben");
            try (Voice bensVoice = Voice.join(ben, "CH_0001")) {
                assertThat(metrics()).doesNotContain("livechat_channel_access_seconds");
                ann.channelRequest(30, "CH_0001");
                ann.await(50);
                speakUntilHeard(annsVoice, bensVoice);
                TestClient cem = server.identified("cem");
                try (Voice cemsVoice = Voice.join(cem, "CH_0001")) {
                    speakUntilHeard(annsVoice, cemsVoice);
                }
            }
        }
        awaitMetrics(
                "livechat_alarm{figure=\"access\"} 0.0",
                "# TYPE livechat_channel_access_seconds histogram",
                "livechat_channel_access_seconds_bucket{channel=\"CH_0001\",le=\"+Inf\",stage=\"grant\"} 1",
                "livechat_channel_access_seconds_count{channel=\"CH_0001\",stage=\"grant\"} 1",
                "livechat_channel_access_seconds_count{channel=\"CH_0001\",stage=\"media\"} 1",
                "# TYPE livechat_channel_late_entry_seconds histogram",
                "livechat_channel_late_entry_seconds_bucket{channel=\"CH_0001\",le=\"+Inf\"} 1",
                "livechat_channel_late_entry_seconds_count{channel=\"CH_0001\"} 1");
    }

    @Test
    void a_channel_that_is_deleted_is_in_metrics_no_more() throws Exception {
        server.admin("POST", "/admin/channels", "{\"channel_id\":\"X\",\"freq\":\"0777\",\"name\":\"X\"}", 201);
        TestClient ann = server.member("ann", "X");
        ann.channelRequest(30, "X");
        ann.await(50);
        awaitMetrics("livechat_channel_access_seconds_count{channel=\"X\",stage=\"grant\"} 1");

        server.admin("DELETE", "/admin/channels/X", "", 200);
        assertThat(metrics()).doesNotContain("channel=\"X\"");
    }
}
