package org.livechat.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.api.ChannelMode;

/** The whole answer to each recorded offer; browsers took these answers when they were recorded. */
class GoldenAnswerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "chromium-ptt-audio",
                "chromium-ptt-audio-video",
                "firefox-ptt-audio",
                "firefox-ptt-audio-video",
                "libwebrtc-ptt-audio-video"
            })
    void ptt_offer_is_answered(String name) {
        assertThat(Answerer.answer(RecordedOffer.offer(name), RecordedOffer.parameters(ChannelMode.PTT))
                        .answer())
                .isEqualTo(RecordedOffer.answer(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-conference", "firefox-conference"})
    void conference_offer_is_answered(String name) {
        assertThat(Answerer.answer(RecordedOffer.offer(name), RecordedOffer.parameters(ChannelMode.CONFERENCE))
                        .answer())
                .isEqualTo(RecordedOffer.answer(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-ptt-audio-video", "firefox-ptt-audio-video"})
    void later_offer_is_answered(String name) {
        var first = Answerer.answer(RecordedOffer.offer(name), RecordedOffer.parameters(ChannelMode.PTT));

        assertThat(Answerer.answer(
                                RecordedOffer.offer(name + "-again"),
                                RecordedOffer.parameters(ChannelMode.PTT, false, Optional.of(first)))
                        .answer())
                .isEqualTo(RecordedOffer.answer(name + "-again"));
    }
}
