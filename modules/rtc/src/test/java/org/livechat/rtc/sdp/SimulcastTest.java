package org.livechat.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.api.ChannelMode;

/** Several sizes of one picture in one section (RFC 8853). */
class SimulcastTest {
    private static NegotiatedSession answer(String offer) {
        return Answerer.answer(offer, RecordedOffer.parameters(ChannelMode.CONFERENCE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-conference", "firefox-conference"})
    void what_a_browser_sends_at_once_is_received_at_once(String offer) {
        var session = answer(RecordedOffer.offer(offer));

        assertThat(session.sections().stream()
                        .filter(section -> !section.streamIds().isEmpty()))
                .singleElement()
                .satisfies(section -> assertThat(section.streamIds()).containsExactly("l", "h"));
        assertThat(session.answer()).contains("a=rid:l recv\r\na=rid:h recv\r\na=simulcast:recv l;h\r\n");
    }

    @Test
    void an_extension_that_the_client_only_sends_is_answered_as_one_that_is_only_received() {
        assertThat(answer(RecordedOffer.offer("firefox-conference")).answer())
                .contains("a=extmap:9/recvonly urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id\r\n")
                .contains("a=extmap:10/recvonly urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "send ~l;h, l h",
        "'send l,h;h', l h",
        "'recv l;h', ''",
        "'send l', ''",
        "'send', ''",
        "'recv l send l;h', l h",
        "'send l;l;h', l h",
        "'send l;unknown;h', l h",
        "'send l;;,;~;h', l h",
        "'', ''",
    })
    void only_what_is_described_and_sent_counts(String value, String expected) {
        var offer = RecordedOffer.offer("chromium-conference").replace("a=simulcast:send l;h", "a=simulcast:" + value);

        assertThat(answer(offer).sections().stream()
                        .flatMap(section -> section.streamIds().stream())
                        .reduce((a, b) -> a + " " + b)
                        .orElse(""))
                .isEqualTo(expected);
    }

    @Test
    void sizes_that_packets_could_not_tell_apart_are_not_answered() {
        var offer = RecordedOffer.offer("chromium-conference")
                .replace("a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id\r\n", "");

        assertThat(answer(offer).answer()).doesNotContain("simulcast").doesNotContain("a=rid");
    }
}
