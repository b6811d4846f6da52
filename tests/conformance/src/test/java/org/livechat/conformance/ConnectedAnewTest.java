package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** A connection that is made anew while the server still has its endpoint, as by a page that has given up the one before. */
@Timeout(120)
class ConnectedAnewTest {
    private static final String CONFERENCE = "CH_0004";
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    @Test
    void is_told_whose_stream_each_of_its_slots_carries_though_that_has_not_changed() throws Exception {
        try (WholeServer server = new WholeServer()) {
            TestClient ann = server.identified("ann");
            TestClient ben = server.identified("ben");
            try (Voice anns = Voice.joinConference(ann, CONFERENCE);
                    Voice bens = Voice.joinConference(ben, CONFERENCE)) {
                Thread talking = Thread.ofVirtual().start(() -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        anns.speak();
                        LockSupport.parkNanos(FRAME_NANOS);
                    }
                });
                JsonNode before = ben.awaitEvent("tracks").get("data").get("slots");
                assertThat(before.toString()).contains("\"user_id\":\"ann\"");

                bens.offerAnew(ben, CONFERENCE);
                String answer = "";
                JsonNode told = null;
                // the event comes from another thread than the answer
                while (answer.isEmpty() || told == null) {
                    JsonNode packet = ben.next();
                    if (packet.get("op").intValue() == 200) {
                        answer = packet.get("d").get("data").get("sdp_answer").stringValue();
                    } else if (packet.get("d").get("event").stringValue().equals("tracks")) {
                        told = packet.get("d").get("data").get("slots");
                    }
                }
                assertThat(told).isEqualTo(before);

                bens.answered(answer);
                bens.heard.clear();
                assertThat(bens.heard.poll(20, TimeUnit.SECONDS))
                        .as("a frame of ann's")
                        .isNotNull();
                talking.interrupt();
            }
        }
    }
}
