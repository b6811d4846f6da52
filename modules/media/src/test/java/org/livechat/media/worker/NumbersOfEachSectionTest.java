package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.media.worker.Studio.Person;
import org.livechat.rtc.rtp.RtpHeaderExtension;

/** Each section has payload types and ids of header extensions of its own (RFC 3264 6.1, RFC 8285 5). */
class NumbersOfEachSectionTest {
    private static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";
    private static final String LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
    private static final byte[] VOICE = {0x78, 1, 2, 3, 4};
    private static final byte[] KEYFRAME = {0x10, 0, 0, 0, 0};
    /** One element of id 1 and one byte: an audio level of 30. */
    private static final byte[] LOUD = {(byte) 0xBE, (byte) 0xDE, 0, 1, 0x10, 30, 0, 0};

    @AutoClose
    private final Studio studio = new Studio(ChannelMode.CONFERENCE);

    private final Person ann = studio.enter(
            "ann",
            studio.sections()
                    .section("audio", "0", "sendonly", "111", "rtpmap:111 opus/48000/2", "extmap:1 " + LEVEL)
                    .section(
                            "video",
                            "1",
                            "sendonly",
                            "96 97",
                            "rtpmap:96 VP8/90000",
                            "rtcp-fb:96 nack",
                            "rtpmap:97 rtx/90000",
                            "fmtp:97 apt=96")
                    .text());

    private final Person ben = studio.enter(
            "ben",
            studio.sections()
                    .section(
                            "audio",
                            "0",
                            "sendonly",
                            "111",
                            "rtpmap:111 opus/48000/2",
                            "extmap:4 " + MID,
                            "extmap:1 " + LEVEL)
                    .section(
                            "audio",
                            "1",
                            "recvonly",
                            "96 97",
                            "rtpmap:96 opus/48000/2",
                            "rtcp-fb:96 nack",
                            "rtpmap:97 red/48000/2",
                            "fmtp:97 96/96",
                            "extmap:7 " + MID,
                            "extmap:9 " + LEVEL)
                    .section(
                            "video",
                            "2",
                            "sendonly",
                            "98 99",
                            "rtpmap:98 VP8/90000",
                            "rtcp-fb:98 nack",
                            "rtpmap:99 rtx/90000",
                            "fmtp:99 apt=98")
                    .section(
                            "video",
                            "3",
                            "recvonly",
                            "120 121",
                            "rtpmap:120 VP8/90000",
                            "rtcp-fb:120 nack",
                            "rtpmap:121 rtx/90000",
                            "fmtp:121 apt=120")
                    .text());

    private void voice(int count) {
        for (int i = 0; i < count; i++) {
            ann.send(0x1111, 111, sequence, 960 * sequence, LOUD, VOICE);
            sequence++;
            studio.run(20);
        }
    }

    private int sequence;

    @Test
    void a_voice_comes_under_the_numbers_of_the_section_that_it_is_received_on() {
        studio.heard(List.of(ann, ben));
        voice(10);

        assertThat(ben.rtp())
                .isNotEmpty()
                .allSatisfy(packet -> assertThat(packet.payloadType()).isEqualTo(96))
                .allSatisfy(packet -> {
                    assertThat(extension(packet, 7)).containsExactly((int) '1');
                    assertThat(extension(packet, 9)).containsExactly(30);
                    assertThat(extension(packet, 4)).isEmpty();
                    assertThat(extension(packet, 1)).isEmpty();
                });
    }

    @Test
    void so_does_the_silence_that_ends_it_and_what_it_carries_once_more() {
        studio.heard(List.of(ann, ben));
        for (int i = 0; i < 30; i++) {
            voice(10);
            var last = ben.rtp().getLast();
            ben.report(writer -> writer.receiverReport(9).genericNack(9, last.ssrc(), last.sequence(), 0));
        }
        voice(10);
        studio.heard(List.of(ben));

        assertThat(ben.rtp())
                .extracting(Studio.Rtp::payloadType)
                .containsOnly(96, 97)
                .contains(97)
                .endsWith(96, 96, 96);
    }

    @Test
    void so_does_a_picture_and_what_of_it_is_sent_again() {
        studio.heard(List.of(ann, ben));
        for (int i = 0; i < 3; i++) {
            ann.send(0x2222, 96, 10 + i, 3000 * i, KEYFRAME);
            studio.run(20);
        }
        var first = ben.rtp().getFirst();
        assertThat(first.payloadType()).isEqualTo(120);
        ben.report(writer -> writer.receiverReport(9).genericNack(9, first.ssrc(), first.sequence(), 0));
        studio.run(5);

        assertThat(ben.rtp()).extracting(Studio.Rtp::payloadType).containsExactly(121);
    }

    private static List<Integer> extension(Studio.Rtp packet, int id) {
        byte[] whole = packet.whole();
        long location = RtpHeaderExtension.find(whole, 0, whole.length, id);
        if (location == RtpHeaderExtension.NOT_FOUND) {
            return List.of();
        }
        return java.util.stream.IntStream.range(0, RtpHeaderExtension.length(location))
                .mapToObj(i -> (int) whole[RtpHeaderExtension.position(location) + i])
                .toList();
    }
}
