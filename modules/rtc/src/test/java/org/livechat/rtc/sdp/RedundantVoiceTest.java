package org.livechat.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livechat.api.ChannelMode;

/** The format that carries payloads more than once is answered beside its codec, if its parameters make sense. */
class RedundantVoiceTest {
    private static final String OFFER = RecordedOffer.offer("chromium-ptt-audio");

    private static NegotiatedSession answer(String offer) {
        return Answerer.answer(offer, RecordedOffer.parameters(ChannelMode.PTT));
    }

    @Test
    void it_is_answered_behind_its_codec() {
        var session = answer(OFFER);

        assertThat(session.answer())
                .contains(" 111 63 ", "a=rtpmap:63 red/48000/2\r\na=fmtp:63 111/111\r\n")
                .doesNotContain("SAVPF 63");
        assertThat(session.sections().getFirst().codecs().getFirst().redundancyType())
                .isEqualTo(OptionalInt.of(63));
    }

    @Test
    void it_comes_first_where_the_client_prefers_it() {
        assertThat(answer(OFFER.replace("SAVPF 111 63", "SAVPF 63 111")).answer())
                .contains("SAVPF 63 111 ");
    }

    @ParameterizedTest
    @CsvSource({
        "a=fmtp:63 111/111, a=fmtp:63 111",
        "a=fmtp:63 111/111, a=fmtp:63 111/9",
        "a=fmtp:63 111/111, a=fmtp:63 111//111",
        "a=fmtp:63 111/111, a=fmtp:63 /",
        "a=fmtp:63 111/111, a=fmtp:63 63/63",
        "a=fmtp:63 111/111, a=x",
        "a=rtpmap:63 red/48000/2, a=rtpmap:63 red/48000",
        "a=rtpmap:63 red/48000/2, a=rtpmap:63 red/8000/2"
    })
    void one_that_makes_no_sense_is_not(String line, String broken) {
        assertThat(OFFER).contains(line);
        var session = answer(OFFER.replace(line, broken));

        assertThat(session.answer()).doesNotContain("red/").doesNotContain(":63 ");
        assertThat(session.sections().getFirst().codecs().getFirst().payloadType())
                .isEqualTo(111);
    }

    @Test
    void a_listener_without_it_is_answered_without_it() {
        assertThat(answer(RecordedOffer.offer("firefox-ptt-audio")).answer()).doesNotContain("red/");
    }

    @Test
    void the_sender_is_asked_for_its_codecs_own_repair_once() {
        assertThat(answer(OFFER).answer()).contains("a=fmtp:111 minptime=10;useinbandfec=1\r\n");
        assertThat(answer(OFFER.replace(";useinbandfec=1", "")).answer())
                .contains("a=fmtp:111 minptime=10;useinbandfec=1\r\n");
        assertThat(answer(OFFER.replace("useinbandfec=1", "useinbandfec=0")).answer())
                .contains("a=fmtp:111 minptime=10;useinbandfec=0\r\n");
    }
}
