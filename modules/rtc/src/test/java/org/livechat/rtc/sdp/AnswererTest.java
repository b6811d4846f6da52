package org.livechat.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
            assertThat(section.receivedExtensionId(HeaderExtensionUri.AUDIO_LEVEL))
                    .isEqualTo(1);
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

    @Test
    void listener_in_ptt_only_receives() {
        var session = Answerer.answer(
                RecordedOffer.offer("chromium-ptt-audio"),
                RecordedOffer.parameters(ChannelMode.PTT, true, Optional.empty()));

        assertThat(session.sections().getFirst().direction()).isEqualTo(Direction.SENDONLY);
    }

    @Test
    void listener_in_a_conference_sends_nothing() {
        var session = Answerer.answer(
                RecordedOffer.offer("chromium-conference"),
                RecordedOffer.parameters(ChannelMode.CONFERENCE, true, Optional.empty()));

        assertThat(session.sections()).noneMatch(NegotiatedSection::receives);
    }

    @Test
    void sendonly_is_only_received() {
        var offer = RecordedOffer.offer("chromium-ptt-audio").replace("a=sendrecv", "a=sendonly");

        assertThat(Answerer.answer(offer, RecordedOffer.parameters(ChannelMode.PTT))
                        .sections()
                        .getFirst()
                        .direction())
                .isEqualTo(Direction.RECVONLY);
    }

    /** They are the server's to read; what it sends bears none. */
    @Test
    void dependency_descriptors_are_taken_where_a_picture_is_sent_to_the_server() {
        var offer = RecordedOffer.offer("chromium-conference");
        var answer = Answerer.answer(offer, RecordedOffer.parameters(ChannelMode.CONFERENCE));

        assertThat(answer.sections())
                .filteredOn(section -> section.extensions().containsKey(HeaderExtensionUri.DEPENDENCY_DESCRIPTOR))
                .isNotEmpty()
                .allMatch(section -> section.kind() == MediaKind.VIDEO && section.receives());
        assertThat(offer.split(HeaderExtensionUri.DEPENDENCY_DESCRIPTOR, -1))
                .hasSizeGreaterThan(answer.answer().split(HeaderExtensionUri.DEPENDENCY_DESCRIPTOR, -1).length);

        var oneWay = offer.replaceAll(
                "a=extmap:(\\d+) " + HeaderExtensionUri.DEPENDENCY_DESCRIPTOR,
                "a=extmap:$1/sendonly " + HeaderExtensionUri.DEPENDENCY_DESCRIPTOR);
        assertThat(Answerer.answer(oneWay, RecordedOffer.parameters(ChannelMode.CONFERENCE))
                        .answer())
                .containsPattern("a=extmap:\\d+/recvonly " + HeaderExtensionUri.DEPENDENCY_DESCRIPTOR);
    }

    /** RFC 8285 6: a descriptor that announces layers is too long for the one-byte form. */
    @Test
    void header_extensions_of_both_forms_are_taken_where_they_are_offered() {
        var line = "a=extmap-allow-mixed\r\n";
        var offer = RecordedOffer.offer("chromium-ptt-audio-video");
        var without = offer.replace(line, "");
        var ofOneSection = without.replaceFirst("(?=a=mid:1\r\n)", line);

        assertThat(answer(offer).split("m=", 2)[0]).contains(line);
        assertThat(answer(without)).doesNotContain("extmap-allow-mixed");
        assertThat(answer(ofOneSection).split("m=video", 2)[1]).contains(line);
        assertThat(answer(ofOneSection).split("m=video", 2)[0]).doesNotContain("extmap-allow-mixed");
    }

    /** RFC 8285 7: the answer says the direction from its own side, no wider than that of the section. */
    @ParameterizedTest
    @CsvSource({
        // the client's section, the direction of the extension in the offer, in the answer, and whether each may send
        // it
        "sendrecv, /sendrecv, /sendrecv, true, true",
        "sendrecv, /sendonly, /recvonly, true, false",
        "sendrecv, /recvonly, /sendonly, false, true",
        "sendrecv, '', '', true, true",
        "sendonly, /sendrecv, /recvonly, true, false",
        "sendonly, /sendonly, /recvonly, true, false",
        "recvonly, /sendrecv, /sendonly, false, true",
        "recvonly, /recvonly, /sendonly, false, true"
    })
    void an_extension_goes_in_the_direction_that_it_is_offered_in(
            String section, String offered, String answered, boolean isReceived, boolean isSent) {
        var session = Answerer.answer(
                withLevel(section, "5" + offered + " " + HeaderExtensionUri.AUDIO_LEVEL),
                RecordedOffer.parameters(ChannelMode.PTT));
        var negotiated = session.sections().getFirst();

        assertThat(session.answer())
                .contains("\r\na=extmap:5" + answered + " " + HeaderExtensionUri.AUDIO_LEVEL + "\r\n");
        assertThat(negotiated.receivedExtensionId(HeaderExtensionUri.AUDIO_LEVEL))
                .isEqualTo(isReceived ? 5 : 0);
        assertThat(negotiated.sentExtensionId(HeaderExtensionUri.AUDIO_LEVEL)).isEqualTo(isSent ? 5 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "sendrecv, 5/inactive",
        "sendonly, 5/recvonly",
        "recvonly, 5/sendonly",
        "sendrecv, 5/both",
        "sendrecv, 5/SENDONLY",
        "sendrecv, 5/",
        "sendrecv, 5/sendonly/recvonly",
        "sendrecv, 0",
        "sendrecv, 256",
        "sendrecv, 4096",
        "sendrecv, -1",
        "sendrecv, x"
    })
    void an_extension_that_can_go_in_no_direction_or_has_no_id_is_left_out(String section, String mapping) {
        assertThat(answer(withLevel(section, mapping + " " + HeaderExtensionUri.AUDIO_LEVEL)))
                .doesNotContain(HeaderExtensionUri.AUDIO_LEVEL);
    }

    /** RFC 8285 4.2 and 4.3: those need headers of two bytes, and such are to be mixed with others only where both say so. */
    @ParameterizedTest
    @ValueSource(strings = {"15", "16/sendrecv", "255"})
    void ids_beyond_14_are_taken_where_headers_of_both_forms_may_be_sent(String id) {
        var offer = withLevel("sendrecv", id + " " + HeaderExtensionUri.AUDIO_LEVEL);
        var ofSection =
                offer.replace("a=extmap-allow-mixed\r\n", "").replace("a=mid:0", "a=extmap-allow-mixed\r\na=mid:0");

        assertThat(answer(offer)).contains("a=extmap-allow-mixed\r\n", "a=extmap:" + id + " ");
        assertThat(answer(ofSection)).contains("a=extmap-allow-mixed\r\n", "a=extmap:" + id + " ");
        assertThat(answer(offer.replace("a=extmap-allow-mixed\r\n", "")))
                .doesNotContain(HeaderExtensionUri.AUDIO_LEVEL);
    }

    /** RFC 8285 5: the session's are those of all its sections. */
    @Test
    void an_extension_of_the_session_is_taken_in_each_section() {
        var level = "a=extmap:1 " + HeaderExtensionUri.AUDIO_LEVEL + "\r\n";
        var offer = RecordedOffer.offer("chromium-ptt-audio").replace(level, "").replaceFirst("(?=m=audio)", level);

        assertThat(answer(offer).split("m=audio", 2)[1]).contains(level);
    }

    /** What a client says of its own packets is not said to it. */
    @Test
    void what_only_a_sender_says_is_only_received() {
        var offer = RecordedOffer.offer("chromium-conference");
        var mapping = "a=extmap:10";
        assertThat(offer).contains(mapping + " " + HeaderExtensionUri.STREAM_ID);

        assertThat(answer(offer.replace(mapping, mapping + "/sendrecv")))
                .contains(mapping + "/recvonly " + HeaderExtensionUri.STREAM_ID);
        assertThat(answer(offer.replace(mapping, mapping + "/recvonly"))).doesNotContain(HeaderExtensionUri.STREAM_ID);
    }

    private static String withLevel(String direction, String mapping) {
        return RecordedOffer.offer("chromium-ptt-audio")
                .replace("a=sendrecv", "a=" + direction)
                .replaceFirst("a=extmap:1 \\S+", "a=extmap:" + mapping);
    }

    private static String answer(String offer) {
        return Answerer.answer(offer, RecordedOffer.parameters(ChannelMode.PTT)).answer();
    }

    @Test
    void stopped_section_is_rejected_and_leaves_the_group() {
        var offer = RecordedOffer.offer("chromium-ptt-audio-video").replaceFirst("m=audio \\d+", "m=audio 0");
        var session = Answerer.answer(offer, RecordedOffer.parameters(ChannelMode.PTT));

        assertThat(session.sections()).extracting(NegotiatedSection::mid).containsExactly("1");
        assertThat(session.answer())
                .contains("a=group:BUNDLE 1\r\n")
                .contains("m=audio 0 ")
                .contains("a=end-of-candidates");
    }

    @Test
    void bundle_only_section_is_accepted_although_its_port_is_0() {
        var offer = RecordedOffer.offer("chromium-ptt-audio-video")
                .replaceFirst("m=video \\d+ ([^\r]+)", "m=video 0 $1\r\na=bundle-only");

        assertThat(Answerer.answer(offer, RecordedOffer.parameters(ChannelMode.PTT))
                        .sections())
                .hasSize(2);
    }

    @Test
    void section_outside_the_group_is_rejected() {
        var offer = RecordedOffer.offer("chromium-ptt-audio-video").replace("BUNDLE 0 1", "BUNDLE 0");

        assertThat(Answerer.answer(offer, RecordedOffer.parameters(ChannelMode.PTT))
                        .sections())
                .extracting(NegotiatedSection::mid)
                .containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-tiles", "firefox-tiles"})
    void a_receive_line_that_is_taken_up_again_keeps_its_mid_and_payload_types_and_gets_another_slot(String name) {
        var asked = new ArrayList<String>();
        var first = Answerer.answer(RecordedOffer.offer(name), RecordedOffer.parameters(ChannelMode.CONFERENCE));
        var paused = answer(RecordedOffer.offer(name + "-paused"), first, asked);
        var resumed = answer(RecordedOffer.offer(name + "-resumed"), paused, asked);
        var received = first.sections().stream()
                .filter(NegotiatedSection::sends)
                .filter(section -> !paused.section(section.mid()).orElseThrow().sends())
                .toList();

        assertThat(received).hasSize(1);
        var line = received.getFirst();
        assertThat(paused.section(line.mid()).orElseThrow().slot()).isEmpty();
        assertThat(asked).containsExactly(line.mid());
        assertThat(mLines(paused.answer())).isEqualTo(mLines(first.answer()));
        assertThat(mLines(resumed.answer())).isEqualTo(mLines(first.answer()));
        assertThat(resumed.section(line.mid())
                        .orElseThrow()
                        .slot()
                        .orElseThrow()
                        .ssrc())
                .isEqualTo(7777);
        for (var section : first.sections()) {
            if (section.sends() && section.index() != line.index()) {
                assertThat(resumed.section(section.mid()).orElseThrow().slot()).isEqualTo(section.slot());
            }
        }
    }

    private static NegotiatedSession answer(String offer, NegotiatedSession previous, List<String> asked) {
        var usual = RecordedOffer.parameters(ChannelMode.CONFERENCE, false, Optional.of(previous));
        return Answerer.answer(
                offer,
                new AnswerParameters(
                        usual.sessionId(),
                        usual.mode(),
                        usual.listenOnly(),
                        usual.credentials(),
                        usual.fingerprint(),
                        usual.candidates(),
                        usual.codecs(),
                        usual.rtcpFeedback(),
                        usual.headerExtensions(),
                        (mid, kind) -> {
                            asked.add(mid);
                            return new Slot(7777, 8888, "livechat", "livechat", "slot-" + mid);
                        },
                        usual.previous()));
    }

    private static List<String> mLines(String sdp) {
        return sdp.lines()
                .filter(line -> line.startsWith("m=") || line.startsWith("a=mid") || line.startsWith("a=rtpmap"))
                .toList();
    }

    @Test
    void nothing_of_the_clients_streams_is_echoed() {
        var offer = RecordedOffer.offer("chromium-ptt-audio");
        var answer = Answerer.answer(offer, RecordedOffer.parameters(ChannelMode.PTT))
                .answer();

        assertThat(offer).contains("960164104");
        assertThat(answer)
                .doesNotContain("960164104")
                .doesNotContain("d4fa97be")
                .doesNotContain("telephone-event");
    }
}
