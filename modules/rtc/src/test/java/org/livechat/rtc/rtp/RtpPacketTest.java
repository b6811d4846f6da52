package org.livechat.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtpPacketTest {
    @Test
    void reads_every_field() {
        var packet = bytes("00" + "b2effffefffffffdfffffffc" + "0000000100000002" + "bede000110550000" + "0102030402");

        assertThat(RtpPacket.version(packet, 1)).isEqualTo(2);
        assertThat(RtpPacket.hasPadding(packet, 1)).isTrue();
        assertThat(RtpPacket.hasExtension(packet, 1)).isTrue();
        assertThat(RtpPacket.csrcCount(packet, 1)).isEqualTo(2);
        assertThat(RtpPacket.marker(packet, 1)).isTrue();
        assertThat(RtpPacket.payloadType(packet, 1)).isEqualTo(111);
        assertThat(RtpPacket.headerLength(packet, 1, packet.length - 1)).isEqualTo(12 + 8 + 8);
        assertThat(RtpPacket.payloadLength(packet, 1, packet.length - 1)).isEqualTo(5 - 2);
    }

    @Test
    void numbers_are_unsigned_where_they_say_so() {
        var packet = bytes("8000ffff" + "fffffffe" + "fffffffd");

        assertThat(RtpPacket.sequenceNumber(packet, 0)).isEqualTo(65_535);
        assertThat(RtpPacket.timestamp(packet, 0)).isEqualTo(-2);
        assertThat(RtpPacket.unsignedTimestamp(packet, 0)).isEqualTo(4_294_967_294L);
        assertThat(RtpPacket.ssrc(packet, 0)).isEqualTo(-3);
        assertThat(RtpPacket.unsignedSsrc(packet, 0)).isEqualTo(4_294_967_293L);
    }

    @Test
    void setters_change_their_field_and_nothing_else() {
        var packet = bytes("906f0000" + "00000000" + "00000000" + "ab");
        RtpPacket.setMarker(packet, 0, true);
        RtpPacket.setPayloadType(packet, 0, 96);
        RtpPacket.setSequenceNumber(packet, 0, 0x12345);
        RtpPacket.setTimestamp(packet, 0, 0x89abcdef);
        RtpPacket.setSsrc(packet, 0, 0xdeadbeef);
        assertThat(packet).isEqualTo(bytes("90e0234589abcdefdeadbeefab"));

        RtpPacket.setMarker(packet, 0, false);
        assertThat(RtpPacket.payloadType(packet, 0)).isEqualTo(96);
        assertThat(RtpPacket.marker(packet, 0)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "shorter than a header, 80000000000000000000ff",
        "version 1, 400000000000000000000000ff",
        "15 contributing sources that are not there, 8f0000000000000000000000ff",
        "an extension without its header, 900000000000000000000000bede00",
        "an extension past the end, 900000000000000000000000bede000200000000",
        "an extension of 65535 words, 900000000000000000000000bedeffff00000000"
    })
    void a_header_that_lies_has_no_length(String lie, String packet) {
        var bytes = bytes(packet);

        assertThat(RtpPacket.headerLength(bytes, 0, bytes.length)).as(lie).isEqualTo(-1);
        assertThat(RtpPacket.isValid(bytes, 0, bytes.length)).as(lie).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "padding of 0, a000000000000000000000000100",
        "padding longer than the payload, a000000000000000000000000103",
        "padding without payload, a00000000000000000000000"
    })
    void padding_that_lies_is_found_in_a_clear_packet(String lie, String packet) {
        var bytes = bytes(packet);

        assertThat(RtpPacket.headerLength(bytes, 0, bytes.length)).isEqualTo(12);
        assertThat(RtpPacket.isValid(bytes, 0, bytes.length)).as(lie).isFalse();
    }

    @Test
    void a_packet_may_be_all_padding() {
        var packet = bytes("a000000000000000000000000002");

        assertThat(RtpPacket.payloadLength(packet, 0, packet.length)).isZero();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
