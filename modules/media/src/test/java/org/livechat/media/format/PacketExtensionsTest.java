package org.livechat.media.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.livechat.rtc.rtp.RtpHeaderExtension;
import org.livechat.rtc.rtp.RtpPacket;

class PacketExtensionsTest {
    private static final ExtensionIds SENDER = new ExtensionIds(1, 2, 3, 4, 0, 0, 0, 0);

    private static final byte[] NO_MID = {};
    private static final byte[] MID = {'1', '2'};

    private final PacketExtensions extensions = new PacketExtensions();

    @Test
    void values_go_from_the_sender_s_ids_to_the_listener_s() {
        byte[] packet = packet(
                (byte) 0x10,
                (byte) 'a', // mid
                (byte) 0x20,
                (byte) 0x8A, // audio level
                (byte) 0x30,
                (byte) 0x03, // orientation
                (byte) 0x42,
                (byte) 0x01,
                (byte) 0x02,
                (byte) 0x03, // playout delay
                (byte) 0,
                (byte) 0);
        extensions.read(packet, 0, packet.length, SENDER);
        var listener = new ExtensionIds(9, 14, 7, 5, 0, 0, 0, 0);
        byte[] out = write(listener);
        assertThat(find(out, 14)).isEqualTo(0x8A);
        assertThat(find(out, 7)).isEqualTo(0x03);
        assertThat(find(out, 5)).isEqualTo(0x010203);
        assertThat(RtpHeaderExtension.find(out, 0, out.length, 9)).isEqualTo(RtpHeaderExtension.NOT_FOUND);
    }

    @Test
    void what_a_listener_does_not_know_is_left_out_and_nothing_at_all_takes_no_room() {
        byte[] packet = packet((byte) 0x20, (byte) 0x8A, (byte) 0x30, (byte) 0x03);
        extensions.read(packet, 0, packet.length, SENDER);
        byte[] out = write(new ExtensionIds(0, 0, 6, 0, 0, 0, 0, 0));
        assertThat(find(out, 6)).isEqualTo(0x03);
        assertThat(out).hasSize(RtpPacket.FIXED_HEADER_LENGTH + 8);
        assertThat(extensions.write(new byte[64], 0, ExtensionIds.NONE, MID, -1))
                .isZero();
    }

    @Test
    void an_element_of_another_length_is_not_passed_on_and_nothing_stays_from_the_packet_before() {
        byte[] sound = packet((byte) 0x20, (byte) 0x8A, (byte) 0, (byte) 0);
        extensions.read(sound, 0, sound.length, SENDER);
        byte[] wrong = packet((byte) 0x21, (byte) 0x8A, (byte) 0x8B, (byte) 0);
        extensions.read(wrong, 0, wrong.length, SENDER);
        assertThat(extensions.write(new byte[64], 0, SENDER, NO_MID, -1)).isZero();
    }

    @Test
    void the_mid_is_the_one_of_the_slot() {
        byte[] packet = packet((byte) 0x10, (byte) 'a', (byte) 0x20, (byte) 0x8A);
        extensions.read(packet, 0, packet.length, SENDER);
        byte[] out = new byte[64];
        RtpPacket.writeHeader(out, 0, false, 111, 1, 2, 3);
        out[0] |= 0x10;
        int length = extensions.write(
                out, RtpPacket.FIXED_HEADER_LENGTH, new ExtensionIds(9, 14, 7, 5, 0, 0, 0, 0), MID, -1);
        long location = RtpHeaderExtension.find(out, 0, RtpPacket.FIXED_HEADER_LENGTH + length, 9);
        assertThat(RtpHeaderExtension.length(location)).isEqualTo(2);
        assertThat(out[RtpHeaderExtension.position(location)]).isEqualTo((byte) '1');
        assertThat(out[RtpHeaderExtension.position(location) + 1]).isEqualTo((byte) '2');
        assertThat(find(out, 14)).isEqualTo(0x8A);
    }

    @Test
    void the_number_of_the_transport_is_the_listeners_own() {
        byte[] packet = packet((byte) 0x51, (byte) 0x12, (byte) 0x34, (byte) 0);
        var sender = new ExtensionIds(0, 0, 0, 0, 5, 0, 0, 0);
        assertThat(PacketExtensions.transportSequence(packet, 0, packet.length, sender))
                .isEqualTo(0x1234);
        assertThat(PacketExtensions.transportSequence(packet, 0, packet.length, SENDER))
                .isEqualTo(-1);
        extensions.read(packet, 0, packet.length, sender);
        byte[] out = new byte[64];
        RtpPacket.writeHeader(out, 0, false, 111, 1, 2, 3);
        out[0] |= 0x10;
        var listener = new ExtensionIds(0, 0, 0, 0, 8, 0, 0, 0);
        int length = extensions.write(out, RtpPacket.FIXED_HEADER_LENGTH, listener, NO_MID, 0xFFFE);
        assertThat(PacketExtensions.transportSequence(out, 0, RtpPacket.FIXED_HEADER_LENGTH + length, listener))
                .isEqualTo(0xFFFE);
    }

    /** RFC 8285 4.3. */
    @Test
    void a_listener_with_an_id_beyond_14_is_sent_the_two_byte_form_and_a_talkers_is_read() {
        byte[] packet = packet(
                (byte) 200,
                (byte) 1,
                (byte) 0x8A, // audio level
                (byte) 15,
                (byte) 1,
                (byte) 0x03, // orientation
                (byte) 0,
                (byte) 0);
        packet[12] = 0x10;
        packet[13] = 0x00;
        extensions.read(packet, 0, packet.length, new ExtensionIds(0, 200, 15, 0, 0, 0, 0, 0));
        byte[] out = write(new ExtensionIds(9, 255, 14, 0, 0, 0, 0, 0));

        assertThat(Arrays.copyOfRange(out, 12, out.length))
                .containsExactly(0x10, 0, 0, 2, 255, 1, 0x8A, 14, 1, 0x03, 0, 0);
    }

    private byte[] write(ExtensionIds listener) {
        byte[] out = new byte[64];
        RtpPacket.writeHeader(out, 0, false, 111, 1, 2, 3);
        out[0] |= 0x10;
        int length = extensions.write(out, RtpPacket.FIXED_HEADER_LENGTH, listener, NO_MID, -1);
        return Arrays.copyOf(out, RtpPacket.FIXED_HEADER_LENGTH + length);
    }

    private static byte[] packet(byte... elements) {
        byte[] packet = new byte[RtpPacket.FIXED_HEADER_LENGTH + 4 + elements.length];
        RtpPacket.writeHeader(packet, 0, false, 111, 1, 2, 3);
        packet[0] |= 0x10;
        packet[12] = (byte) 0xBE;
        packet[13] = (byte) 0xDE;
        packet[15] = (byte) (elements.length / 4);
        System.arraycopy(elements, 0, packet, 16, elements.length);
        return packet;
    }

    private static int find(byte[] packet, int id) {
        long location = RtpHeaderExtension.find(packet, 0, packet.length, id);
        assertThat(location).as("extension %d", id).isNotEqualTo(RtpHeaderExtension.NOT_FOUND);
        int value = 0;
        for (int i = 0; i < RtpHeaderExtension.length(location); i++) {
            value = (value << 8) | (packet[RtpHeaderExtension.position(location) + i] & 0xFF);
        }
        return value;
    }
}
