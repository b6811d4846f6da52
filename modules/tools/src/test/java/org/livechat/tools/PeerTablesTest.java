package org.livechat.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PeerTablesTest {
    private static final String SINCE_NO_REPORT = """
            {"ufrag":"abcd","user_id":"ann","channel_id":"CH_0001","address":"192.0.2.7:4000","over":"tcp","idle_secs":0,
             "srtp_ready":true,"quality":null}""";
    private static final String WITH_PICTURES = """
            {"ufrag":"efgh","user_id":"ben","channel_id":"CH_0004","address":"192.0.2.8:4000","over":"udp","idle_secs":1,
             "srtp_ready":true,"quality":{"age_secs":1,"round_trip_ms":82.35,"loss":0.0123,"estimate_bps":734567,
             "queue_ms":12.5,"pictures_paused":false,"sent_packets":1200,"resent_packets":14,"received_packets":900,
             "lost_packets":3,"recovered_packets":2,"slots":[
             {"mid":"1","kind":"audio","user_id":"ann","height":0,"bps":0,"paused":false},
             {"mid":"2","kind":"video","user_id":"ann","height":360,"bps":451200,"paused":false},
             {"mid":"3","kind":"video","user_id":"cem","height":180,"bps":0,"paused":true}]}}""";

    private static Stream<String> shown(String json, BiConsumer<JsonNode, Screen> table) {
        StringWriter text = new StringWriter();
        table.accept(JsonMapper.shared().readTree(json), new Screen(new PrintWriter(text), false));
        return text.toString().lines();
    }

    @Test
    void a_list_says_how_each_does_and_leaves_out_what_is_not_known() {
        assertThat(shown("[" + SINCE_NO_REPORT + "," + WITH_PICTURES + "]", PeerTables::list))
                .containsExactly(
                        "UFRAG  USER  CHANNEL  ADDRESS         OVER  IDLE  SRTP   RTT      LOSS   TAKES       QUEUE    PICTURES",
                        "abcd   ann   CH_0001  192.0.2.7:4000  tcp   0s    ready  -        -      -           -        -",
                        "efgh   ben   CH_0004  192.0.2.8:4000  udp   1s    ready  82.4 ms  1.2 %  735 kbit/s  12.5 ms  360p paused");
    }

    @Test
    void one_endpoint_is_shown_with_what_it_is_sent() {
        assertThat(shown(WITH_PICTURES, PeerTables::detail))
                .containsExactly(
                        "ufrag       efgh",
                        "user_id     ben",
                        "channel_id  CH_0004",
                        "address     192.0.2.8:4000",
                        "over        udp",
                        "idle_secs   1",
                        "srtp_ready  true",
                        "round_trip  82.4 ms",
                        "loss        1.2 %",
                        "takes       735 kbit/s",
                        "queue       12.5 ms",
                        "pictures    not paused",
                        "sent        1200 packets, 14 again",
                        "received    900 packets, 3 lost, 2 recovered",
                        "measured    1s ago",
                        "",
                        "SLOT  KIND   OF   HEIGHT  BRINGS      STATE",
                        "1     audio  ann  -       -           on",
                        "2     video  ann  360p    451 kbit/s  on",
                        "3     video  cem  180p    -           paused");
    }

    @Test
    void one_endpoint_without_media_so_far_is_shown_as_it_is() {
        assertThat(shown(SINCE_NO_REPORT, PeerTables::detail)).hasSize(7).last().isEqualTo("srtp_ready  true");
    }
}
