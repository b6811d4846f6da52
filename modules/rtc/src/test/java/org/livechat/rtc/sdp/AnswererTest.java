package org.livechat.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;

class AnswererTest {
    @Test
    void ptt_section_is_uplink_and_slot_in_one() {
        var session =
                Answerer.answer(RecordedOffer.offer("chromium-ptt-audio"), RecordedOffer.parameters(ChannelMode.PTT));

        assertThat(session.sections()).singleElement().satisfies(section -> {
            assertThat(section.mid()).isEqualTo("0");
            assertThat(section.kind()).isEqualTo(MediaKind.AUDIO);
            assertThat(section.direction()).isEqualTo(Direction.SENDRECV);
            assertThat(section.slot()).isPresent();
            assertThat(section.codecs().getFirst().payloadType()).isEqualTo(111);
            assertThat(section.extensionIds()).containsEntry(HeaderExtensionUri.AUDIO_LEVEL, 1);
        });
        assertThat(session.remoteCredentials().ufrag()).isEqualTo("UCk+");
        assertThat(session.remoteFingerprints()).hasSize(1);
    }

    @Test
    void conference_takes_what_is_sent_and_gives_slots_to_recvonly_sections() {
        var session = Answerer.answer(
                RecordedOffer.offer("chromium-conference"), RecordedOffer.parameters(ChannelMode.CONFERENCE));

        assertThat(session.sections().stream().map(NegotiatedSection::direction))
                .containsExactly(
                        Direction.RECVONLY,
                        Direction.RECVONLY,
                        Direction.SENDONLY,
                        Direction.SENDONLY,
                        Direction.SENDONLY,
                        Direction.SENDONLY,
                        Direction.INACTIVE);
    }

    @Test
    void later_answer_keeps_slots_and_raises_the_version() {
        var first = Answerer.answer(
                RecordedOffer.offer("chromium-ptt-audio-video"), RecordedOffer.parameters(ChannelMode.PTT));
        var later = Answerer.answer(
                RecordedOffer.offer("chromium-ptt-audio-video-again"),
                RecordedOffer.parameters(ChannelMode.PTT, false, Optional.of(first)));

        assertThat(later.version()).isEqualTo(2);
        assertThat(later.section("0").flatMap(NegotiatedSection::slot))
                .isEqualTo(first.section("0").flatMap(NegotiatedSection::slot));
        assertThat(later.sections()).hasSize(3);
    }
}
