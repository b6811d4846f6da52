package org.livechat.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtcpTest {
    private final byte[] buffer = new byte[2048];
    private final RtcpWriter writer = new RtcpWriter();
    private final RtcpReader reader = new RtcpReader();

    @Test
    void a_compound_packet_is_read_as_written() {
        int length = writer.start(buffer, 5)
                .senderReport(0x11, 0x0123456789abcdefL, 0x22, 0x33, 0x44)
                .reportBlock(0x55, 128, -3, 0x66, 0x77, 0x88, 0x99)
                .reportBlock(0x56, 255, 0x7fffffff, 1, 2, 3, 4)
                .sourceDescription(0x11, new CanonicalName("talk"))
                .bye(0x11)
                .length();
        reader.wrap(buffer, 5, length);

        assertThat(reader.next()).isTrue();
        assertThat(SenderReport.isPresent(reader)).isTrue();
        assertThat(reader.senderSsrc()).isEqualTo(0x11);
        assertThat(SenderReport.ntpTimestamp(reader)).isEqualTo(0x0123456789abcdefL);
        assertThat(SenderReport.compactNtpTimestamp(reader)).isEqualTo(0x456789ab);
        assertThat(SenderReport.rtpTimestamp(reader)).isEqualTo(0x22);
        assertThat(SenderReport.packetCount(reader)).isEqualTo(0x33);
        assertThat(SenderReport.octetCount(reader)).isEqualTo(0x44);
        assertThat(ReportBlocks.count(reader)).isEqualTo(2);
        assertThat(ReportBlocks.ssrc(reader, 0)).isEqualTo(0x55);
        assertThat(ReportBlocks.fractionLost(reader, 0)).isEqualTo(128);
        assertThat(ReportBlocks.cumulativeLost(reader, 0)).isEqualTo(-3);
        assertThat(ReportBlocks.highestSequence(reader, 0)).isEqualTo(0x66);
        assertThat(ReportBlocks.jitterTicks(reader, 0)).isEqualTo(0x77);
        assertThat(ReportBlocks.lastSenderReport(reader, 0)).isEqualTo(0x88);
        assertThat(ReportBlocks.delaySinceLastSenderReport(reader, 0)).isEqualTo(0x99);
        assertThat(ReportBlocks.ssrc(reader, 1)).isEqualTo(0x56);
        assertThat(ReportBlocks.cumulativeLost(reader, 1)).isEqualTo(0x7fffff);

        assertThat(reader.next()).isTrue();
        assertThat(reader.type()).isEqualTo(RtcpType.SOURCE_DESCRIPTION);
        assertThat(HexFormat.of().formatHex(buffer, reader.offset(), reader.offset() + reader.length()))
                .isEqualTo("81ca0003" + "00000011" + "010474616c6b" + "0000");

        assertThat(reader.next()).isTrue();
        assertThat(Bye.isPresent(reader)).isTrue();
        assertThat(Bye.count(reader)).isEqualTo(1);
        assertThat(Bye.ssrc(reader, 0)).isEqualTo(0x11);
        assertThat(reader.next()).isFalse();
        assertThat(reader.isMalformed()).isFalse();
    }

    @Test
    void a_source_description_of_many_sources_is_as_many_packets_as_it_takes() {
        var name = new CanonicalName("ab");
        writer.start(buffer, 0).sourceDescription(1, name);
        for (int ssrc = 2; ssrc <= 33; ssrc++) {
            writer.describe(ssrc, name);
        }
        reader.wrap(buffer, 0, writer.length());

        assertThat(reader.next()).isTrue();
        assertThat(reader.count()).isEqualTo(31);
        assertThat(reader.length()).isEqualTo(4 + 31 * 12);
        assertThat(reader.next()).isTrue();
        assertThat(reader.count()).isEqualTo(2);
        assertThat(reader.int32(4)).isEqualTo(32);
        assertThat(reader.next()).isFalse();
        assertThat(reader.isMalformed()).isFalse();
    }

    @Test
    void what_is_no_source_description_takes_no_other_source() {
        writer.start(buffer, 0).bye(1);
        assertThatThrownBy(() -> writer.describe(2, new CanonicalName("a"))).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "abcd", "abcde"})
    void a_source_description_always_ends_with_a_null_at_a_word_boundary(String name) {
        int length = writer.start(buffer, 0)
                .sourceDescription(1, new CanonicalName(name))
                .length();

        assertThat(length % 4).isZero();
        assertThat(buffer[length - 1]).isZero();
        assertThat(reader.wrap(buffer, 0, length).next()).isTrue();
        assertThat(reader.length()).isEqualTo(length);
    }

    @Test
    void a_receiver_report_without_blocks_is_sound() {
        read(writer.start(buffer, 0).receiverReport(9));

        assertThat(reader.type()).isEqualTo(RtcpType.RECEIVER_REPORT);
        assertThat(ReportBlocks.count(reader)).isZero();
    }

    @Test
    void feedback_of_reduced_size_is_read_as_written() {
        read(writer.start(buffer, 0).pictureLoss(1, 2));
        assertThat(PictureLoss.isPresent(reader)).isTrue();
        assertThat(reader.senderSsrc()).isEqualTo(1);
        assertThat(reader.mediaSsrc()).isEqualTo(2);

        read(writer.start(buffer, 0).fullIntraRequest(1, 7, 200));
        assertThat(FullIntraRequest.isPresent(reader)).isTrue();
        assertThat(FullIntraRequest.count(reader)).isEqualTo(1);
        assertThat(FullIntraRequest.ssrc(reader, 0)).isEqualTo(7);
        assertThat(FullIntraRequest.commandSequence(reader, 0)).isEqualTo(200);
    }

    @Test
    void a_nack_names_each_lost_packet_across_the_wrap() {
        read(writer.start(buffer, 0).genericNack(1, 2, 65_534, 0b1000_0000_0000_0011));
        List<Integer> lost = new ArrayList<>();

        assertThat(GenericNack.isPresent(reader)).isTrue();
        assertThat(GenericNack.forEachLost(reader, 100, lost::add)).isEqualTo(4);
        assertThat(lost).containsExactly(65_534, 65_535, 0, 14);
        assertThat(GenericNack.forEachLost(reader, 2, lost::add)).isEqualTo(2);
    }

    @Test
    void a_nack_takes_many_entries() {
        read(writer.start(buffer, 0)
                .genericNack(1, 2)
                .nackEntry(5, 0x8000)
                .lostPacket(65_530)
                .lostPacket(65_531)
                .lostPacket(10)
                .lostPacket(11)
                .lostPacket(11));
        List<Integer> lost = new ArrayList<>();

        assertThat(GenericNack.count(reader)).isEqualTo(3);
        GenericNack.forEachLost(reader, 100, lost::add);
        assertThat(lost).containsExactly(5, 21, 65_530, 65_531, 10, 11);
    }

    @Test
    void an_entry_of_lost_packets_needs_a_nack() {
        writer.start(buffer, 0);
        assertThatThrownBy(() -> writer.nackEntry(1, 0)).isInstanceOf(IllegalStateException.class);
        writer.pictureLoss(1, 2);
        assertThatThrownBy(() -> writer.lostPacket(1)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 30_000, 262_143, 262_144, 1_500_000, 1L << 40, Long.MAX_VALUE})
    void a_remb_keeps_the_estimate_to_eighteen_bits(long bitsPerSecond) {
        read(writer.start(buffer, 0).receiverEstimatedBitrate(1, bitsPerSecond, new int[] {5, 6}));

        assertThat(ReceiverEstimatedBitrate.isPresent(reader)).isTrue();
        long estimate = ReceiverEstimatedBitrate.bitsPerSecond(reader);
        assertThat(estimate).isLessThanOrEqualTo(bitsPerSecond);
        assertThat(bitsPerSecond - estimate).isLessThanOrEqualTo(bitsPerSecond >>> 17);
        assertThat(ReceiverEstimatedBitrate.ssrcCount(reader)).isEqualTo(2);
        assertThat(ReceiverEstimatedBitrate.ssrc(reader, 1)).isEqualTo(6);
    }

    @Test
    void a_report_block_needs_a_report_with_room() {
        writer.start(buffer, 0).bye(1);
        assertThatThrownBy(() -> writer.reportBlock(1, 0, 0, 0, 0, 0, 0)).isInstanceOf(IllegalStateException.class);

        writer.start(buffer, 0).receiverReport(1);
        for (int i = 0; i < 31; i++) {
            writer.reportBlock(i, 0, 0, 0, 0, 0, 0);
        }
        assertThatThrownBy(() -> writer.reportBlock(1, 0, 0, 0, 0, 0, 0)).isInstanceOf(IllegalStateException.class);
        reader.wrap(buffer, 0, writer.length()).next();
        assertThat(ReportBlocks.count(reader)).isEqualTo(31);
        assertThat(ReportBlocks.ssrc(reader, 30)).isEqualTo(30);
    }

    private void read(RtcpWriter written) {
        assertThat(reader.wrap(buffer, 0, written.length()).next()).isTrue();
    }
}
