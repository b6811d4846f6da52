package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.media.worker.Studio.Person;
import org.livechat.rtc.rtp.RtcpReader;
import org.livechat.rtc.rtp.RtcpType;
import org.livechat.rtc.rtp.SenderReport;
import org.livechat.rtc.rtp.TransportWideFeedback;

/** Reports come in compounds with the canonical name of who sends them (RFC 3550 6.1); less goes only where agreed (RFC 5506). */
class CompoundReportsTest {
    private static final byte[] KEYFRAME = {0x10, 0, 0, 0, 0};
    private static final byte[] NO_KEYFRAME = {0x10, 1, 0, 0, 0};
    private static final byte[] VOICE = {0x78, 1, 2, 3, 4};

    @AutoClose
    private final Studio studio = new Studio(ChannelMode.CONFERENCE);

    private int number;

    private Person enter(String name, boolean reducedSize, int slots) {
        String offer = studio.conferenceOffer(List.of(), slots);
        return studio.enter(name, reducedSize ? offer.replace("a=rtcp-mux", "a=rtcp-mux\r\na=rtcp-rsize") : offer);
    }

    private byte[] numbered() {
        number++;
        return new byte[] {(byte) 0xBE, (byte) 0xDE, 0, 1, 0x31, (byte) (number >> 8), (byte) number, 0};
    }

    /** A voice and a picture that begins without a keyframe and lacks some packets. */
    private void talk(Person person, int ssrc, int millis) {
        for (int i = 0; i < millis / 20; i++) {
            person.send(ssrc, Studio.OPUS, i, 960 * i, numbered(), VOICE);
            if (i % 10 != 9) {
                person.send(ssrc + 1, Studio.VP8, i, 3000 * i, numbered(), i < 5 ? NO_KEYFRAME : KEYFRAME);
            }
            studio.run(20);
        }
    }

    private static List<Integer> types(byte[] datagram) {
        var types = new ArrayList<Integer>();
        var reader = new RtcpReader().wrap(datagram, 0, datagram.length);
        while (reader.next()) {
            types.add(reader.type());
        }
        assertThat(reader.isMalformed()).isFalse();
        return types;
    }

    /** The SSRCs that a datagram names, each with the name that the answer gives for its streams. */
    private static Set<Integer> named(byte[] datagram, String cname) {
        var named = new HashSet<Integer>();
        var reader = new RtcpReader().wrap(datagram, 0, datagram.length);
        while (reader.next()) {
            if (reader.type() != RtcpType.SOURCE_DESCRIPTION) {
                continue;
            }
            int at = reader.offset() + 4;
            while (at < reader.offset() + reader.length()) {
                named.add(java.nio.ByteBuffer.wrap(datagram).getInt(at));
                assertThat(datagram[at + 4]).isEqualTo((byte) 1);
                int length = datagram[at + 5];
                assertThat(new String(datagram, at + 6, length, StandardCharsets.US_ASCII))
                        .isEqualTo(cname);
                at += (6 + length) / 4 * 4 + 4;
            }
        }
        return named;
    }

    private static String cname(Person person) {
        return person.answer()
                .lines()
                .filter(line -> line.contains(" cname:"))
                .findFirst()
                .map(line -> line.split("cname:", 2)[1])
                .orElseThrow();
    }

    /** Each packet but descriptions, feedback and what follows has a sender, all of which have to be named. */
    private static void assertWhole(byte[] datagram, String cname) {
        assertThat(types(datagram).getFirst()).isIn(RtcpType.SENDER_REPORT, RtcpType.RECEIVER_REPORT);
        assertThat(datagram.length).isLessThanOrEqualTo(1200);
        var reporting = new HashSet<Integer>();
        boolean described = false;
        var reader = new RtcpReader().wrap(datagram, 0, datagram.length);
        while (reader.next()) {
            boolean isReport = reader.type() == RtcpType.SENDER_REPORT || reader.type() == RtcpType.RECEIVER_REPORT;
            assertThat(isReport && described)
                    .as("a report behind the description")
                    .isFalse();
            described |= reader.type() == RtcpType.SOURCE_DESCRIPTION;
            assertThat(isReport || described)
                    .as("something before the description")
                    .isTrue();
            if (isReport) {
                reporting.add(reader.senderSsrc());
            }
        }
        assertThat(named(datagram, cname)).containsExactlyInAnyOrderElementsOf(reporting);
    }

    @Test
    void without_an_agreement_every_datagram_is_a_compound() {
        Person ann = enter("ann", false, 1);
        Person ben = enter("ben", false, 1);
        studio.heard(List.of(ann, ben));
        talk(ann, 100, 2500);
        ben.report(writer -> writer.receiverReport(9).extendedReport(9).receiverReferenceTime(77L << 32));
        studio.run(1500);

        assertThat(ann.answer()).doesNotContain("rsize");
        for (Person person : List.of(ann, ben)) {
            assertThat(person.rtcpDatagrams())
                    .isNotEmpty()
                    .allSatisfy(datagram -> assertWhole(datagram, cname(person)));
        }
        assertThat(ann.rtcpDatagrams().stream().flatMap(datagram -> types(datagram).stream()))
                .contains(RtcpType.PAYLOAD_FEEDBACK, RtcpType.TRANSPORT_FEEDBACK, RtcpType.RECEIVER_REPORT);
        assertThat(ben.rtcpDatagrams().stream().flatMap(datagram -> types(datagram).stream()))
                .contains(RtcpType.SENDER_REPORT, RtcpType.EXTENDED_REPORT);
    }

    @Test
    void with_one_feedback_goes_alone_and_compounds_go_on() {
        Person ann = enter("ann", true, 1);
        studio.enter("ben", studio.conferenceOffer(List.of(), 1));
        studio.heard(List.of(ann));
        talk(ann, 100, 2500);

        assertThat(ann.answer()).contains("a=rtcp-rsize");
        var whole = new ArrayList<byte[]>();
        var alone = new ArrayList<byte[]>();
        ann.rtcpDatagrams()
                .forEach(datagram ->
                        (types(datagram).contains(RtcpType.SOURCE_DESCRIPTION) ? whole : alone).add(datagram));
        assertThat(whole).hasSizeBetween(2, 3).allSatisfy(datagram -> assertWhole(datagram, cname(ann)));
        assertThat(alone).hasSizeGreaterThan(20);
        assertThat(alone.stream().filter(datagram -> {
                    var reader = new RtcpReader().wrap(datagram, 0, datagram.length);
                    return reader.next() && TransportWideFeedback.isPresent(reader);
                }))
                .hasSizeGreaterThan(20);
    }

    /** By which who listens tells a talker who says nothing from a way that is gone. */
    @Test
    void listeners_are_reported_to_for_five_seconds_behind_the_last_packet() {
        Person ann = enter("ann", false, 1);
        Person ben = enter("ben", false, 1);
        studio.heard(List.of(ann, ben));
        say(ann, 100, 0, 125);
        studio.run(1000);
        long whileTalking = senderReports(ben);

        studio.run(4800);
        assertThat(senderReports(ben) - whileTalking).isBetween(4L, 5L);
        // Behind a voice that has ended a little silence is sent, of which is reported, too.
        studio.run(6_000);
        long all = senderReports(ben);
        assertThat(all - whileTalking).isBetween(5L, 8L);
        studio.run(10_000);
        assertThat(senderReports(ben)).isEqualTo(all);
        say(ann, 100, 125, 60);
        assertThat(senderReports(ben) - all).as("of another burst").isBetween(1L, 2L);
    }

    /** A voice alone. */
    private void say(Person person, int ssrc, int first, int frames) {
        for (int i = first; i < first + frames; i++) {
            person.send(ssrc, Studio.OPUS, i, 960 * i, numbered(), VOICE);
            studio.run(20);
        }
    }

    private static long senderReports(Person person) {
        return person.rtcpDatagrams().stream()
                .filter(datagram -> types(datagram).contains(RtcpType.SENDER_REPORT))
                .count();
    }

    @Test
    void an_agreement_on_one_section_is_for_feedback_on_it_alone() {
        Person ann = studio.enter(
                "ann",
                studio.sections()
                        .section(
                                "audio",
                                "0",
                                "sendonly",
                                "111",
                                "rtpmap:111 opus/48000/2",
                                "rtcp-fb:111 nack",
                                "rtcp-fb:111 transport-cc",
                                "extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01")
                        .section(
                                "video",
                                "1",
                                "sendonly",
                                "96",
                                "rtpmap:96 VP8/90000",
                                "rtcp-fb:96 nack pli",
                                "rtcp-rsize")
                        .text());
        studio.enter("ben", studio.conferenceOffer(List.of(), 1));
        studio.heard(List.of(ann));
        talk(ann, 100, 1000);

        assertThat(ann.answer().split("m=video", 2)[0]).doesNotContain("rsize");
        assertThat(ann.answer().split("m=video", 2)[1]).contains("a=rtcp-rsize");
        assertThat(ann.rtcpDatagrams())
                .anySatisfy(datagram -> assertThat(types(datagram)).containsExactly(RtcpType.PAYLOAD_FEEDBACK));
        assertThat(ann.rtcpDatagrams())
                .filteredOn(datagram -> types(datagram).contains(RtcpType.TRANSPORT_FEEDBACK))
                .isNotEmpty()
                .allSatisfy(datagram -> assertThat(types(datagram)).contains(RtcpType.SOURCE_DESCRIPTION));
    }

    @Test
    void the_streams_of_many_slots_are_all_reported() {
        var slots = studio.sections();
        var talkers = new ArrayList<Person>();
        for (int i = 0; i < 20; i++) {
            slots.section("video", "slot" + i, "recvonly", "96", "rtpmap:96 VP8/90000");
            var offer = studio.sections().section("video", "0", "sendonly", "96", "rtpmap:96 VP8/90000");
            talkers.add(studio.enter("talker" + i, offer.text()));
        }
        Person ben = studio.enter("ben", slots.text());
        studio.heard(talkers);
        for (int i = 0; i < 60; i++) {
            for (int talker = 0; talker < 20; talker++) {
                talkers.get(talker).send(100 * (talker + 1), Studio.VP8, i, 3000 * i, KEYFRAME);
            }
            studio.run(20);
        }
        var reported = new HashSet<Integer>();
        var heard = new HashSet<Integer>();
        ben.rtp().forEach(packet -> heard.add(packet.ssrc()));
        for (byte[] datagram : ben.rtcpDatagrams()) {
            assertWhole(datagram, cname(ben));
            var reader = new RtcpReader().wrap(datagram, 0, datagram.length);
            while (reader.next()) {
                if (SenderReport.isPresent(reader)) {
                    reported.add(reader.senderSsrc());
                }
            }
        }
        assertThat(heard).hasSize(20);
        assertThat(reported).isEqualTo(heard);
    }
}
