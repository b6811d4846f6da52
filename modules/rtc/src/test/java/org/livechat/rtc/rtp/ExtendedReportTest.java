package org.livechat.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtendedReportTest {
    private final byte[] buffer = new byte[512];
    private final RtcpWriter writer = new RtcpWriter();
    private final RtcpReader reader = new RtcpReader();

    @Test
    void a_stated_clock_is_read_as_written() {
        read(writer.start(buffer, 0).extendedReport(7).receiverReferenceTime(0x0123456789abcdefL));

        assertThat(HexFormat.of().formatHex(buffer, 0, writer.length()))
                .isEqualTo("80cf0004" + "00000007" + "04000002" + "0123456789abcdef");
        int block = ExtendedReport.first(reader);
        assertThat(ExtendedReport.isPresent(reader)).isTrue();
        assertThat(reader.senderSsrc()).isEqualTo(7);
        assertThat(ExtendedReport.isReceiverReferenceTime(reader, block)).isTrue();
        assertThat(ExtendedReport.ntpTimestamp(reader, block)).isEqualTo(0x0123456789abcdefL);
        assertThat(ExtendedReport.compactNtpTimestamp(reader, block)).isEqualTo(0x456789ab);
        assertThat(ExtendedReport.delayCount(reader, block)).isZero();
        assertThat(ExtendedReport.next(reader, block)).isEqualTo(-1);
    }

    @Test
    void answers_are_read_as_written() {
        read(writer.start(buffer, 0)
                .extendedReport(7)
                .receiverReferenceTime(1)
                .delaySinceLast(0x11, 0x22, 0x33)
                .delaySinceLast(0x44, 0x55, 0x66));

        assertThat(HexFormat.of().formatHex(buffer, 20, writer.length()))
                .isEqualTo("05000006" + "000000110000002200000033" + "000000440000005500000066");
        int block = ExtendedReport.next(reader, ExtendedReport.first(reader));
        assertThat(ExtendedReport.isReceiverReferenceTime(reader, block)).isFalse();
        assertThat(ExtendedReport.delayCount(reader, block)).isEqualTo(2);
        assertThat(ExtendedReport.delaySsrc(reader, block, 0)).isEqualTo(0x11);
        assertThat(ExtendedReport.lastReceiverReport(reader, block, 0)).isEqualTo(0x22);
        assertThat(ExtendedReport.delaySinceLastReceiverReport(reader, block, 0))
                .isEqualTo(0x33);
        assertThat(ExtendedReport.delaySsrc(reader, block, 1)).isEqualTo(0x44);
        assertThat(ExtendedReport.delaySinceLastReceiverReport(reader, block, 1))
                .isEqualTo(0x66);
        assertThat(ExtendedReport.next(reader, block)).isEqualTo(-1);
    }

    /** A receiver reference time whose compact form ends as the header of an answer would: the writer must not take it for one. */
    @Test
    void an_answer_after_a_clock_that_looks_like_one_has_a_block_of_its_own() {
        read(writer.start(buffer, 0)
                .extendedReport(7)
                .receiverReferenceTime(0x0500_0000_0500_0000L)
                .delaySinceLast(1, 2, 3));

        assertThat(blocks()).containsExactly(4, 5);
    }

    @Test
    void an_answer_in_a_second_report_is_in_that_one() {
        writer.start(buffer, 0)
                .extendedReport(7)
                .delaySinceLast(1, 2, 3)
                .extendedReport(8)
                .delaySinceLast(4, 5, 6);
        read(writer);
        assertThat(ExtendedReport.delayCount(reader, ExtendedReport.first(reader)))
                .isEqualTo(1);
        assertThat(reader.next()).isTrue();
        assertThat(ExtendedReport.delaySsrc(reader, ExtendedReport.first(reader), 0))
                .isEqualTo(4);
    }

    @Test
    void a_block_needs_an_extended_report() {
        writer.start(buffer, 0);
        assertThatThrownBy(() -> writer.delaySinceLast(1, 2, 3)).isInstanceOf(IllegalStateException.class);
        writer.receiverReport(1);
        assertThatThrownBy(() -> writer.receiverReferenceTime(1)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "no block, 80cf0001 00000007, ''",
        "a block past the end, 80cf0003 00000007 04000002 00000001, ''",
        "a block of 256 KiB, 80cf0002 00000007 0500ffff, ''",
        "an unknown block is passed over, 80cf0006 00000007 07000001 aaaaaaaa 04000002 0000000100000002, '7,4'",
        "blocks of no length, 80cf0003 00000007 09000000 09000000, '9,9'"
    })
    void a_block_that_lies_ends_the_walk(String lie, String packet, String types) {
        byte[] bytes = HexFormat.of().parseHex(packet.replace(" ", ""));
        assertThat(reader.wrap(bytes, 0, bytes.length).next()).isTrue();

        assertThat(blocks().stream().map(String::valueOf).toList())
                .as(lie)
                .isEqualTo(types.isEmpty() ? List.of() : List.of(types.split(",", -1)));
    }

    @Test
    void a_clock_of_another_length_is_none() {
        byte[] bytes = HexFormat.of().parseHex("80cf0003" + "00000007" + "04000001" + "00000001");
        assertThat(reader.wrap(bytes, 0, bytes.length).next()).isTrue();

        assertThat(ExtendedReport.isReceiverReferenceTime(reader, ExtendedReport.first(reader)))
                .isFalse();
    }

    @Test
    void random_bytes_are_read_within_the_packet() {
        var random = new Random(1);
        byte[] bytes = new byte[64];
        for (int i = 0; i < 200_000; i++) {
            random.nextBytes(bytes);
            bytes[0] = (byte) 0x80;
            bytes[1] = (byte) RtcpType.EXTENDED_REPORT;
            bytes[2] = 0;
            bytes[3] = (byte) random.nextInt(1, 16);
            bytes[8 + 2] = 0;
            bytes[8 + 3] &= 7;
            assertThat(reader.wrap(bytes, 0, bytes.length).next()).isTrue();
            for (int block = ExtendedReport.first(reader); block >= 0; block = ExtendedReport.next(reader, block)) {
                int count = ExtendedReport.delayCount(reader, block);
                assertThat(block + 4 + 12 * count).isLessThanOrEqualTo(reader.length());
                if (ExtendedReport.isReceiverReferenceTime(reader, block)) {
                    assertThat(block + 12).isLessThanOrEqualTo(reader.length());
                }
            }
        }
    }

    private List<Integer> blocks() {
        List<Integer> types = new ArrayList<>();
        for (int block = ExtendedReport.first(reader); block >= 0; block = ExtendedReport.next(reader, block)) {
            types.add(ExtendedReport.type(reader, block));
        }
        return types;
    }

    private void read(RtcpWriter written) {
        assertThat(reader.wrap(buffer, 0, written.length()).next()).isTrue();
    }
}
