package org.livechat.plugin.whip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final String ANSWER = """
            v=0
            a=group:BUNDLE 1
            a=ice-lite
            m=application 0 UDP/DTLS/SCTP webrtc-datachannel
            a=mid:0
            m=audio 10000 UDP/TLS/RTP/SAVPF 111
            a=mid:1
            a=ice-ufrag:here
            a=ice-pwd:secret
            a=candidate:1 1 udp 2 192.0.2.1 10000 typ host
            a=candidate:2 1 tcp 1 192.0.2.1 10000 typ host tcptype passive
            a=end-of-candidates
            m=video 10000 UDP/TLS/RTP/SAVPF 96
            a=mid:2
            a=ice-ufrag:here
            a=ice-pwd:secret
            """;

    @Test
    void a_fragment_has_the_transports_ice_once_and_the_preferred_candidate_alone() {
        assertThat(new Answer(ANSWER).fragment().lines())
                .containsExactly(
                        "a=ice-lite",
                        "a=ice-ufrag:here",
                        "a=ice-pwd:secret",
                        "m=audio 10000 UDP/TLS/RTP/SAVPF 111",
                        "a=mid:1",
                        "a=candidate:1 1 udp 2 192.0.2.1 10000 typ host",
                        "a=end-of-candidates");
    }

    @Test
    void rejected_audio_and_video_are_named_and_rejected_data_is_not() {
        assertThat(new Answer(ANSWER).rejected()).isEmpty();
        assertThat(new Answer(ANSWER.replace("m=video 10000", "m=video 0")).rejected())
                .contains("m= line 3 (video)");
    }
}
