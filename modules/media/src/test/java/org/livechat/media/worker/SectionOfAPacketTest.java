package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.worker.Studio.Person;

/** Which section a packet belongs to: by its mid, else by its SSRC, else by its payload type, else none (RFC 9143 9.2). */
class SectionOfAPacketTest {
    private static final String MID = "extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid";
    private static final String VP8 = "rtpmap:96 VP8/90000";
    private static final byte[] NONE = {};

    @AutoClose
    private final Studio studio = new Studio(ChannelMode.CONFERENCE);

    private final Person ben = studio.enter(
            "ben",
            studio.sections()
                    .section("video", "a", "recvonly", "96 97", VP8, "rtpmap:97 rtx/90000", "fmtp:97 apt=96")
                    .section("video", "b", "recvonly", "96 97", VP8, "rtpmap:97 rtx/90000", "fmtp:97 apt=96")
                    .text());

    private Person ann;

    private void enter(SectionsOffered offer) {
        ann = studio.enter("ann", offer.text());
        studio.heard(List.of(ann));
    }

    /** One byte of content tells whose picture it is. */
    private static byte[] keyframe(int content) {
        return new byte[] {0x10, 0, 0, 0, (byte) content};
    }

    private static byte[] mid(char mid) {
        return new byte[] {(byte) 0xBE, (byte) 0xDE, 0, 1, 0x40, (byte) mid, 0, 0};
    }

    private void send(int ssrc, int type, int sequence, byte[] extensions, int content) {
        ann.send(ssrc, type, sequence, 3000 * sequence, extensions, keyframe(content));
    }

    /** What came in each slot, by content. */
    private Set<Set<Integer>> seen() {
        return ben.rtp().stream()
                .collect(Collectors.groupingBy(
                        Studio.Rtp::ssrc, Collectors.mapping(packet -> (int) packet.payload()[4], Collectors.toSet())))
                .values()
                .stream()
                .collect(Collectors.toSet());
    }

    @Test
    void two_cameras_that_packets_do_not_name_are_told_apart_by_their_ssrcs() {
        enter(studio.sections()
                .section("video", "0", "sendonly", "96", VP8, "ssrc:100 cname:x", "ssrc:100 msid:s t")
                .section("video", "1", "sendonly", "96", VP8, "ssrc:200 cname:x", "ssrc:200 msid:s u"));
        for (int i = 0; i < 40; i++) {
            send(100, 96, i, NONE, 1);
            send(200, 96, i, NONE, 2);
            studio.run(20);
        }
        assertThat(seen()).containsExactlyInAnyOrder(Set.of(1), Set.of(2));
    }

    @Test
    void what_a_packet_says_itself_counts_more_than_the_offer() {
        enter(studio.sections()
                .section("video", "0", "sendonly", "96", VP8, MID, "ssrc:100 cname:x")
                .section("video", "1", "sendonly", "96", VP8, MID, "ssrc:200 cname:x"));
        for (int i = 0; i < 10; i++) {
            send(100, 96, i, mid('1'), 1);
            send(300, 96, i, mid('0'), 2);
            studio.run(20);
        }
        assertThat(seen()).containsExactlyInAnyOrder(Set.of(1), Set.of(2));
    }

    @Test
    void a_payload_type_of_one_section_alone_says_it_too() {
        enter(studio.sections()
                .section("video", "0", "sendonly", "96", VP8)
                .section("video", "1", "sendonly", "98", "rtpmap:98 VP8/90000")
                .section("video", "2", "recvonly", "96", VP8));
        for (int i = 0; i < 10; i++) {
            send(100, 96, i, NONE, 1);
            send(200, 98, i, NONE, 2);
            studio.run(20);
        }
        assertThat(seen()).containsExactlyInAnyOrder(Set.of(1), Set.of(2));
    }

    @Test
    void what_fits_none_is_dropped_and_counted() {
        enter(studio.sections()
                .section("video", "0", "sendonly", "96", VP8, MID, "ssrc:100 cname:x")
                .section("video", "1", "sendonly", "96", VP8, MID));
        for (int i = 0; i < 10; i++) {
            send(100, 96, i, NONE, 1);
            send(300, 96, i, NONE, 2);
            send(400, 96, i, mid('7'), 3);
            studio.run(20);
        }
        assertThat(seen()).containsExactly(Set.of(1));
        assertThat(studio.count(MediaCounters.Count.DROPPED_UNKNOWN_STREAM)).isEqualTo(20);
    }

    @Test
    void what_was_told_by_its_ssrc_is_another_sections_once_it_says_so() {
        enter(studio.sections()
                .section("video", "0", "sendonly", "96", VP8, MID, "ssrc:100 cname:x")
                .section("video", "1", "sendonly", "96", VP8, MID));
        send(100, 96, 0, NONE, 1);
        studio.run(20);
        send(100, 96, 1, mid('1'), 2);
        studio.run(20);

        assertThat(ann.tracksHeard()).containsExactly("0", "1");
    }

    @Test
    void a_repeated_packet_belongs_to_the_stream_that_the_offer_groups_it_with() {
        enter(studio.sections()
                .section(
                        "video",
                        "0",
                        "sendonly",
                        "96 97",
                        VP8,
                        "rtpmap:97 rtx/90000",
                        "fmtp:97 apt=96",
                        "rtcp-fb:96 nack",
                        "ssrc-group:FID 100 101",
                        "ssrc:100 cname:x",
                        "ssrc:101 cname:x")
                .section(
                        "video",
                        "1",
                        "sendonly",
                        "96 97",
                        VP8,
                        "rtpmap:97 rtx/90000",
                        "fmtp:97 apt=96",
                        "rtcp-fb:96 nack",
                        "ssrc-group:FID 200 201"));
        for (int i = 0; i < 10; i++) {
            send(100, 96, i, NONE, 1);
            if (i != 5) {
                send(200, 96, i, NONE, 2);
            }
            studio.run(20);
        }
        ann.send(201, 97, 1, 3000 * 5, new byte[] {0, 5, 0x10, 0, 0, 0, 2});
        studio.run(20);
        assertThat(studio.count(MediaCounters.Count.PACKETS_RECOVERED)).isEqualTo(1);
        assertThat(seen()).containsExactlyInAnyOrder(Set.of(1), Set.of(2));
    }

    @Test
    void a_section_without_a_mid_is_found_by_its_payload_type() {
        var text =
                studio.sections().section("video", "0", "sendonly", "96", VP8).text();
        ann = studio.enter("ann", text.replace("a=mid:0\r\n", "").replace("a=group:BUNDLE 0\r\n", ""));
        studio.heard(List.of(ann));
        for (int i = 0; i < 3; i++) {
            send(100, 96, i, NONE, 1);
            studio.run(20);
        }
        assertThat(seen()).containsExactly(Set.of(1));
    }
}
