package org.livechat.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.api.ChannelMode;

/** The whole answer to each recorded offer; browsers took these answers when they were recorded. */
class GoldenAnswerTest {
    /** {@code -Dlivechat.answers=record} writes them anew; then browsers have to take them. */
    private static final boolean RECORDS = "record".equals(System.getProperty("livechat.answers"));

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
        check(name, Answerer.answer(RecordedOffer.offer(name), RecordedOffer.parameters(ChannelMode.PTT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-conference", "firefox-conference"})
    void conference_offer_is_answered(String name) {
        check(name, Answerer.answer(RecordedOffer.offer(name), RecordedOffer.parameters(ChannelMode.CONFERENCE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-ptt-audio-video", "firefox-ptt-audio-video"})
    void later_offer_is_answered(String name) {
        var first = Answerer.answer(RecordedOffer.offer(name), RecordedOffer.parameters(ChannelMode.PTT));

        check(
                name + "-again",
                Answerer.answer(
                        RecordedOffer.offer(name + "-again"),
                        RecordedOffer.parameters(ChannelMode.PTT, false, Optional.of(first))));
    }

    /** A conference with two tiles, of which one is taken away and put back. */
    @ParameterizedTest
    @ValueSource(strings = {"chromium-tiles", "firefox-tiles"})
    void a_line_that_pauses_and_resumes_is_answered(String name) {
        Optional<NegotiatedSession> previous = Optional.empty();
        for (var step : List.of(name, name + "-paused", name + "-resumed")) {
            var session = Answerer.answer(
                    RecordedOffer.offer(step), RecordedOffer.parameters(ChannelMode.CONFERENCE, false, previous));
            check(step, session);
            previous = Optional.of(session);
        }
    }

    private static void check(String name, NegotiatedSession session) {
        if (RECORDS) {
            RecordedOffer.record(name, session.answer());
        }
        assertThat(session.answer()).as(name).isEqualTo(RecordedOffer.answer(name));
    }
}
