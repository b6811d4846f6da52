package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Who talks on while its WebSocket is lost cannot know that its turn is over. */
@Timeout(120)
class AwayTalkerTest {
    private static final int EIGHT_SECONDS_OF_FRAMES = 400;
    private static final int FRAME_MILLIS = 20;

    @Test
    void whose_turn_ends_meanwhile_goes_on_with_its_session_and_learns_it() throws Exception {
        try (WholeServer server = new WholeServer(Map.of("floor.max_talk", "2s", "sessions.resume_timeout", "1m"))) {
            TestClient ann = TestClient.connect(server.port());
            ann.await(0);
            ann.send(identify(""));
            String session = ann.await(4).get("d").get("session_id").stringValue();
            TestClient ben = server.identified("ben");
            try (Voice talker = Voice.join(ann, "CH_0001");
                    Voice listener = Voice.join(ben, "CH_0001")) {
                ann.channelRequest(30, "CH_0001");
                ann.await(50);
                ben.await(53);
                while (listener.heard.poll(FRAME_MILLIS, TimeUnit.MILLISECONDS) == null) {
                    talker.speak();
                }
                ann.abort();
                // long enough for one who is there to be sent off
                while (server.figure("livechat_media_dropped_total", "no_floor") < EIGHT_SECONDS_OF_FRAMES) {
                    talker.speak();
                    Thread.sleep(FRAME_MILLIS);
                }
                ben.await(54);

                TestClient again = TestClient.connect(server.port());
                again.await(0);
                again.send(identify(",'resume':'" + session + "'"));
                JsonNode ready = again.await(4).get("d");
                assertThat(ready.has("resumed")).as(ready.toString()).isTrue();
                assertThat(again.await(52).get("d").get("cause").stringValue()).isEqualTo("max_duration");
                again.await(54);
                again.channelRequest(31, "CH_0001");
                again.await(54);
                again.expectQuiet();
            }
        }
    }

    private static String identify(String more) {
        return "{'op':3,'d':{'user_id':'ann','token':'" + WholeServer.SECRET + "'" + more + "}}";
    }
}
