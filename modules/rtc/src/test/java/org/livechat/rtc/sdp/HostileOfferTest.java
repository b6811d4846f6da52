package org.livechat.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livechat.api.ChannelMode;

class HostileOfferTest {
    private static final String OFFER = RecordedOffer.offer("chromium-ptt-audio-video");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a=fingerprint:.*\\r\\n          |                               | the offer has no a=fingerprint of sha-256, sha-384 or sha-512: DTLS needs one
            a=fingerprint:sha-256           | a=fingerprint:sha-1            | the offer has no a=fingerprint of sha-256, sha-384 or sha-512: DTLS needs one
            a=ice-ufrag:.*\\r\\n            |                               | the offer has no a=ice-ufrag: ICE credentials are needed
            a=ice-pwd:.*\\r\\n              |                               | the offer has no a=ice-pwd: ICE credentials are needed
            a=rtcp-mux\\r\\n                |                               | line 8: this m= line has no a=rtcp-mux: RTP and RTCP share one port
            a=setup:actpass                 | a=setup:passive                | a=setup:passive cannot be answered, for the server is passive: offer actpass or active
            a=rtpmap:111                    | a=rtpmap:200                   | line 30: an RTP payload type is a number from 0 to 127, but this is "200"
            SAVPF 111                       | SAVPF 128                      | line 8: an RTP payload type is a number from 0 to 127, but this is "128"
            SAVPF 111                       | SAVPF -1                       | line 8: an RTP payload type is a number from 0 to 127, but this is "-1"
            a=mid:1                         | a=mid:0                        | line 55: mid 0 stands in line 20 already
            v=0                             | v=1                            | line 1: a description begins with v=0
            """)
    void broken_offer_is_refused_with_a_reason(String pattern, String replacement, String reason) {
        var broken = OFFER.replaceAll(pattern, replacement == null ? "" : replacement);

        assertThat(broken).isNotEqualTo(OFFER);
        assertThatExceptionOfType(SdpException.class)
                .isThrownBy(() -> answer(broken))
                .withMessage(reason);
    }

    @Test
    void nul_byte_is_refused() {
        assertThatExceptionOfType(SdpException.class)
                .isThrownBy(() -> answer(OFFER.replace("s=-", "s=\0")))
                .withMessage("line 3: a NUL character has no place in SDP");
    }

    @Test
    void description_over_256_kilobytes_is_refused() {
        assertThatExceptionOfType(SdpException.class)
                .isThrownBy(() -> answer(OFFER + "a".repeat(10_000_000)))
                .withMessageContaining("at most 262144 characters");
    }

    @Test
    void ten_thousand_lines_are_refused() {
        assertThatExceptionOfType(SdpException.class)
                .isThrownBy(() -> answer(OFFER + "a=x\r\n".repeat(10_000)))
                .withMessage("line 8193: a description has at most 8192 lines");
    }

    @Test
    void thousand_media_sections_are_refused() {
        assertThatExceptionOfType(SdpException.class)
                .isThrownBy(() -> answer(OFFER + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n".repeat(1000)))
                .withMessageContaining("at most 64 m= lines");
    }

    @Test
    void line_of_4097_characters_is_refused() {
        assertThatExceptionOfType(SdpException.class)
                .isThrownBy(() -> answer(OFFER + "a=" + "x".repeat(4095) + "\r\n"))
                .withMessageContaining("a line has at most 4096 characters");
    }

    @Test
    void offer_without_a_codec_of_ours_is_refused() {
        assertThatExceptionOfType(SdpException.class)
                .isThrownBy(() -> answer(OFFER.replaceAll("a=rtpmap:(\\d+) [A-Za-z0-9]+/", "a=rtpmap:$1 other/")))
                .withMessageStartingWith("no m= line can be accepted");
    }

    @Test
    void offer_of_nothing_is_refused() {
        assertThatExceptionOfType(SdpException.class)
                .isThrownBy(() -> answer("v=0\r\n"))
                .withMessage("the offer has no m= line: add a transceiver first");
        assertThatExceptionOfType(SdpException.class).isThrownBy(() -> answer(""));
    }

    @Test
    void unknown_lines_and_attributes_are_ignored() {
        assertThat(answer(OFFER + "a=quantum:1\r\nz=0 0\r\n\r\n").sections()).hasSize(2);
    }

    @Test
    void offer_made_to_be_slow_is_answered_in_a_second() {
        var slow = new StringBuilder(OFFER).append("m=video 9 UDP/TLS/RTP/SAVPF");
        for (var payloadType = 0; payloadType < 128; payloadType++) {
            slow.append(' ').append(payloadType);
        }
        slow.append("\r\na=mid:2\r\na=rtcp-mux\r\n");
        for (var line = 0; line < 7_500; line++) {
            slow.append(line < 128 ? "a=rtpmap:" + line + " VP8/90000\r\n" : "a=rtcp-fb:* nack pli\r\n");
        }
        var offer = slow.toString().replace("BUNDLE 0 1", "BUNDLE 0 1 2");

        assertThat(assertTimeout(Duration.ofSeconds(1), () -> answer(offer)).sections())
                .hasSize(3);
    }

    @Test
    void nothing_but_the_typed_error_comes_of_mutated_offers() {
        var offers =
                List.of(OFFER, RecordedOffer.offer("chromium-conference"), RecordedOffer.offer("firefox-conference"));
        var random = new Random(2026);
        var answered = 0;
        for (var round = 0; round < 5_000; round++) {
            var mutated = mutate(offers.get(round % offers.size()), random);
            try {
                assertThat(answer(mutated).answer()).doesNotContain("\0").startsWith("v=0\r\n");
                answered++;
            } catch (SdpException refused) {
                assertThat(refused).hasMessageNotContaining("\0");
            }
        }
        assertThat(answered).isBetween(500, 4_500);
    }

    private static String mutate(String offer, Random random) {
        var text = new StringBuilder(offer);
        for (var change = random.nextInt(1, 6); change > 0; change--) {
            var at = random.nextInt(text.length());
            var end = Math.min(text.length(), at + random.nextInt(40));
            switch (random.nextInt(5)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.delete(at, end);
                case 2 -> text.insert(at, text.substring(at, end));
                case 3 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
                default ->
                    text.insert(
                            at,
                            List.of("\r\n", "a=mid:0\r\n", " ", "/", "99999999999", ":", "=", "-", ";")
                                    .get(random.nextInt(9)));
            }
        }
        return text.toString();
    }

    private static NegotiatedSession answer(String offer) {
        return Answerer.answer(offer, RecordedOffer.parameters(ChannelMode.PTT));
    }
}
