package org.livechat.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtcpHostileTest {
    private static final String SOUND = "80c9000100000001";

    private final RtcpReader reader = new RtcpReader();
    private final List<String> visited = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "shorter than a header, 80c900",
        "version 1, 40c9000100000001",
        "length past the end, 80c9000200000001",
        "length of 256 KiB, 80c9ffff00000001",
        "padding of 0, a0c900020000000100000000",
        "padding longer than the packet, a0c90002000000010000000c"
    })
    void a_packet_that_lies_ends_the_walk_after_the_sound_ones(String lie, String packet) {
        wrap(SOUND + packet);

        assertThat(reader.next()).isTrue();
        assertThat(reader.next()).as(lie).isFalse();
        assertThat(reader.isMalformed()).isTrue();
        assertThat(reader.next()).isFalse();
    }

    @Test
    void padding_of_the_last_packet_is_left_out() {
        wrap("a0c90003" + "00000001" + "0000000000000008");

        assertThat(reader.next()).isTrue();
        assertThat(reader.length()).isEqualTo(8);
    }

    /** As libwebrtc writes it: base 10, one packet, a run of 1 small, delta 1, and a byte of padding. */
    @Test
    void transport_wide_feedback_is_padded_to_a_word_anywhere() {
        wrap("afcd0005" + "0000000100000002" + "000a0001" + "00000000" + "2001" + "01" + "01" + SOUND);

        assertThat(reader.next()).isTrue();
        assertThat(visit()).isTrue();
        assertThat(visited).containsExactly("10+1");
        assertThat(reader.next()).isTrue();
    }

    @Test
    void counts_never_exceed_what_is_there() {
        read("9fc9000100000001");
        assertThat(ReportBlocks.count(reader)).isZero();
        read("9fc90007" + "00000001" + "00".repeat(24));
        assertThat(ReportBlocks.count(reader)).isEqualTo(1);
        read("9fcb000100000001");
        assertThat(Bye.count(reader)).isEqualTo(1);
        read("9fcb0000");
        assertThat(Bye.count(reader)).isZero();
        assertThat(reader.senderSsrc()).isZero();
    }

    @Test
    void a_remb_with_more_sources_than_room_is_none() {
        read("8fce0005" + "0000000100000000" + "52454d42" + "ff000001" + "00000007");
        assertThat(ReceiverEstimatedBitrate.isPresent(reader)).isFalse();
    }

    @Test
    void a_remb_beyond_all_measure_is_the_greatest_number() {
        read("8fce0004" + "0000000100000000" + "52454d42" + "00ffffff");
        assertThat(ReceiverEstimatedBitrate.isPresent(reader)).isTrue();
        assertThat(ReceiverEstimatedBitrate.bitsPerSecond(reader)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void transport_wide_feedback_is_read_from_runs_and_vectors() {
        // base 65534, 14 packets: a run of 2 small, a two-bit vector of 7 (large, small, 5 lost), a run of 5 lost
        read("8fcd0007" + "0000000100000002" + "fffe000e" + "ffffff05" + "2002" + "e400" + "0005" + "0a0b" + "ff9c"
                + "0c000000");
        assertThat(TransportWideFeedback.isPresent(reader)).isTrue();
        assertThat(TransportWideFeedback.baseSequence(reader)).isEqualTo(65_534);
        assertThat(TransportWideFeedback.statusCount(reader)).isEqualTo(14);
        assertThat(TransportWideFeedback.referenceTime(reader)).isEqualTo(-1);
        assertThat(TransportWideFeedback.feedbackNumber(reader)).isEqualTo(5);
        assertThat(visit()).isTrue();
        assertThat(visited).containsExactly("65534+10", "65535+11", "0+-100", "1+12", "2 lost 5", "7 lost 5");
    }

    @Test
    void a_one_bit_vector_has_small_deltas() {
        read("8fcd0005" + "0000000100000002" + "00000003" + "00000000" + "a800" + "0102");
        assertThat(visit()).isTrue();
        assertThat(visited).containsExactly("0+1", "1 lost 1", "2+2");
    }

    @ParameterizedTest
    @CsvSource({
        "runs of none, 8fcd0005 0000000100000002 00000001 00000000 00000000",
        "chunks past the end, 8fcd0004 0000000100000002 0000ffff 00000000",
        "deltas past the end, 8fcd0005 0000000100000002 00000008 00000000 2008 0102",
        "large deltas past the end, 8fcd0005 0000000100000002 00000002 00000000 4002 0102",
    })
    void transport_wide_feedback_that_lies_is_noticed(String lie, String packet) {
        read(packet.replace(" ", ""));

        assertThat(visit()).as(lie).isFalse();
    }

    @Test
    void sixty_thousand_lost_packets_cost_a_few_calls() {
        read("8fcd0009" + "0000000100000002" + "0000ffff" + "00000000" + "1fff".repeat(9) + "0000");

        assertThat(visit()).isTrue();
        assertThat(visited).hasSize(9).first().isEqualTo("0 lost 8191");
    }

    private boolean visit() {
        return TransportWideFeedback.visit(reader, new TransportWideFeedback.Visitor() {
            @Override
            public void received(int sequence, int deltaTicks) {
                visited.add(sequence + "+" + deltaTicks);
            }

            @Override
            public void lost(int firstSequence, int count) {
                visited.add(firstSequence + " lost " + count);
            }
        });
    }

    private void read(String hex) {
        wrap(hex);
        assertThat(reader.next()).isTrue();
    }

    private void wrap(String hex) {
        var bytes = HexFormat.of().parseHex(hex);
        reader.wrap(bytes, 0, bytes.length);
    }
}
