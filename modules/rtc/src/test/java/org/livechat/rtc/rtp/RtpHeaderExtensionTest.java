package org.livechat.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtpHeaderExtensionTest {
    @ParameterizedTest
    @CsvSource({
        // one byte: id 1 of one byte, two of padding, id 3 of three bytes
        "bede0002 10aa0000 32bbccdd, 1, aa",
        "bede0002 10aa0000 32bbccdd, 3, bbccdd",
        // two bytes: id 5 of none, padding, id 200 of two; the low four bits of the profile are free
        "100f0002 0500 00 c802 aabb00, 200, aabb",
        "10000002 0500 00 c802 aabb00, 5, ''",
        // id 15 is like any other in the two-byte form
        "10000001 0f01ee00, 15, ee"
    })
    void an_element_is_found_by_its_identifier(String extension, int id, String data) {
        var packet = packet(extension);

        long location = RtpHeaderExtension.find(packet, 3, packet.length - 3, id);

        int position = RtpHeaderExtension.position(location);
        assertThat(HexFormat.of().formatHex(packet, position, position + RtpHeaderExtension.length(location)))
                .isEqualTo(data);
    }

    @ParameterizedTest
    @CsvSource({
        "absent, bede0001 10aa0000, 2",
        "identifier 15 ends the search, bede0002 f0aa10bb 00000000, 1",
        "identifier 15 is no identifier, bede0001 f0aa0000, 15",
        "padding with a length ends the search, bede0002 02112233 10bb0000, 1",
        "an element past the end, bede0001 1f112233, 1",
        "an element behind one past the end, bede0001 1f202233, 2",
        "identifier 0, bede0001 00000000, 0",
        "a two-byte element past the end, 10000001 01030000, 1",
        "a two-byte element without length, 10000001 00000001, 1",
        "an unknown profile, abcd0001 10aa0000, 1"
    })
    void what_is_not_there_is_not_found(String why, String extension, int id) {
        var packet = packet(extension);

        assertThat(RtpHeaderExtension.find(packet, 3, packet.length - 3, id))
                .as(why)
                .isEqualTo(RtpHeaderExtension.NOT_FOUND);
    }

    @Test
    void a_packet_without_extension_has_no_elements() {
        var packet = HexFormat.of().parseHex("800000000000000000000000bede000110aa0000");

        assertThat(RtpHeaderExtension.find(packet, 0, packet.length, 1)).isEqualTo(RtpHeaderExtension.NOT_FOUND);
    }

    @Test
    void the_audio_level_is_read_with_its_voice_bit() {
        var packet = packet("bede0001 10a30000");

        int level = AudioLevel.read(packet, 3, packet.length - 3, 1);

        assertThat(AudioLevel.decibelsBelowOverload(level)).isEqualTo(35);
        assertThat(AudioLevel.isVoice(level)).isTrue();
        assertThat(AudioLevel.read(packet, 3, packet.length - 3, 2)).isEqualTo(AudioLevel.ABSENT);
        assertThat(AudioLevel.isVoice(0x7f)).isFalse();
    }

    @Test
    void an_audio_level_without_data_is_absent() {
        var packet = packet("10000001 01000000");

        assertThat(AudioLevel.read(packet, 3, packet.length - 3, 1)).isEqualTo(AudioLevel.ABSENT);
    }

    /** Three bytes of something else, a header with one contributing source, the extension, a payload. */
    private static byte[] packet(String extension) {
        return HexFormat.of()
                .parseHex("ffffff" + "910000000000000000000000" + "11111111" + extension.replace(" ", "") + "7777");
    }
}
