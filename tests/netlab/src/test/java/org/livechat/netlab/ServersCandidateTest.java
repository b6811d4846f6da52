package org.livechat.netlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The server's address in an answer, and another in its place. */
class ServersCandidateTest {
    private static final String BEFORE = "v=0\r\nm=audio 5000 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\n";
    private static final String IPV6 = "a=candidate:1 1 udp 2130706431 ::1 5000 typ host\r\n";
    private static final String UDP = "a=candidate:2 1 UDP 2113937151 198.51.100.7 5000 typ host generation 0\r\n";
    private static final String TCP = "a=candidate:3 1 tcp 1015021823 198.51.100.7 5000 typ host tcptype passive\r\n";

    @Test
    void the_first_of_udp_and_ipv4_leads_elsewhere_and_no_other_is_left() {
        ServersCandidate candidate = ServersCandidate.of(BEFORE + IPV6 + UDP);

        assertThat(candidate.host()).isEqualTo("198.51.100.7");
        assertThat(candidate.port()).isEqualTo(5000);
        assertThat(candidate.replacedBy("127.0.0.1", 6000))
                .isEqualTo(BEFORE + "a=candidate:2 1 UDP 2113937151 127.0.0.1 6000 typ host generation 0\r\n");
    }

    @Test
    void tcp_on_the_same_port_is_left_out() {
        assertThat(ServersCandidate.of(BEFORE + UDP + TCP).replacedBy("127.0.0.1", 6000))
                .doesNotContain("tcptype");
    }

    @Test
    void an_answer_without_one_is_refused() {
        assertThatThrownBy(() -> ServersCandidate.of(BEFORE + IPV6))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no candidate of UDP and IPv4");
    }
}
