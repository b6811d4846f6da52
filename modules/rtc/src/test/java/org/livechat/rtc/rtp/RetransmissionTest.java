package org.livechat.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetransmissionTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void a_payload_is_written_and_read() {
        byte[] target = new byte[8];
        int length = Retransmission.write(target, 1, 0xfffe, HEX.parseHex("00a1a2a3"), 1, 3);

        assertThat(length).isEqualTo(5).isEqualTo(Retransmission.lengthFor(3));
        assertThat(HEX.formatHex(target)).isEqualTo("00fffea1a2a30000");
        assertThat(Retransmission.isPresent(length)).isTrue();
        assertThat(Retransmission.originalSequence(target, 1)).isEqualTo(0xfffe);
        assertThat(Retransmission.originalLength(length)).isEqualTo(3);
    }

    @Test
    void a_payload_may_be_written_over_the_original() {
        byte[] buffer = HEX.parseHex("a1a2a3a40000");

        Retransmission.write(buffer, 0, 7, buffer, 0, 4);

        assertThat(HEX.formatHex(buffer)).isEqualTo("0007a1a2a3a4");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 2})
    void a_probe_of_padding_is_no_packet(int payloadLength) {
        assertThat(Retransmission.isPresent(payloadLength)).isFalse();
    }

    @Test
    void a_probe_of_padding_is_found_by_its_payload_length() {
        byte[] probe = HEX.parseHex("a0e1000500000001000000ff" + "0000000000000008");
        assertThat(Retransmission.isPresent(RtpPacket.payloadLength(probe, 0, probe.length)))
                .isFalse();
        byte[] withSequence = HEX.parseHex("a0e1000500000001000000ff" + "1234" + "000000000006");
        assertThat(Retransmission.isPresent(RtpPacket.payloadLength(withSequence, 0, withSequence.length)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "plain, 80e1000500000001000000ff 1234 a1a2a3, 80e0123400000001000000aa a1a2a3",
        "extension, 90610005 00000001 000000ff bede0001 10900000 1234 a1, 90601234 00000001 000000aa bede0001 10900000 a1",
        "contributor and padding, a1610005 00000001 000000ff 0000000c ffff a1 0002, a160ffff 00000001 000000aa 0000000c a1 0002"
    })
    void the_original_is_restored_in_place(String kind, String packet, String original) {
        byte[] buffer = HEX.parseHex("00" + packet.replace(" ", ""));
        int header = RtpPacket.headerLength(buffer, 1, buffer.length - 1);

        int offset = Retransmission.restore(buffer, 1, header, 96, 0xaa);

        assertThat(offset).isEqualTo(3);
        assertThat(HEX.formatHex(buffer, offset, buffer.length)).as(kind).isEqualTo(original.replace(" ", ""));
    }
}
