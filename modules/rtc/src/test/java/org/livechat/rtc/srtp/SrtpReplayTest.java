package org.livechat.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.rtc.srtp.SrtpPair.CLEAR_LENGTH;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpReplayTest {
    private static final int REPLAYED = SrtpReject.REPLAYED.code();
    private static final int TOO_OLD = SrtpReject.TOO_OLD.code();
    /** Does not divide the wraps, so that each falls into a shuffled lot. */
    private static final int REORDERING = 57;

    @ParameterizedTest
    @EnumSource
    void a_packet_replayed_at_once_is_refused(SrtpProfile profile) {
        var pair = new SrtpPair(profile, 4);
        var packet = pair.packet(1);

        assertThat(pair.receive(packet)).isEqualTo(CLEAR_LENGTH);
        assertThat(pair.receive(packet)).isEqualTo(REPLAYED);
    }

    @ParameterizedTest
    @EnumSource
    void the_window_ends_where_it_says(SrtpProfile profile) {
        var pair = new SrtpPair(profile, 4);
        var past = pair.packet(1000);
        var edge = pair.packet(1001);
        var replayed = pair.packet(1002);
        var newest = pair.packet(1000 + ReplayWindow.SIZE);

        assertThat(pair.receive(replayed)).isEqualTo(CLEAR_LENGTH);
        assertThat(pair.receive(newest)).isEqualTo(CLEAR_LENGTH);
        assertThat(pair.receive(past)).isEqualTo(TOO_OLD);
        assertThat(pair.receive(edge)).isEqualTo(CLEAR_LENGTH);
        assertThat(pair.receive(edge)).isEqualTo(REPLAYED);
        assertThat(pair.receive(replayed)).isEqualTo(REPLAYED);
        assertThat(pair.receive(newest)).isEqualTo(REPLAYED);
    }

    @ParameterizedTest
    @EnumSource
    void packets_reordered_across_a_sequence_wrap_are_each_accepted_once(SrtpProfile profile) {
        var pair = new SrtpPair(profile, 4);
        var random = new Random(7);
        List<byte[]> newest = List.of();
        for (int sequence = 65_000; sequence < 3 * 65_536 + 40; sequence += REORDERING) {
            newest = packets(pair, sequence);
            Collections.shuffle(newest, random);
            for (var packet : newest) {
                assertThat(pair.receive(packet)).isEqualTo(CLEAR_LENGTH);
            }
        }
        for (var packet : newest) {
            assertThat(pair.receive(packet)).isEqualTo(REPLAYED);
        }
    }

    private static List<byte[]> packets(SrtpPair pair, int from) {
        List<byte[]> packets = new ArrayList<>();
        for (int sequence = from; sequence < from + REORDERING; sequence++) {
            packets.add(pair.packet(sequence & 0xffff));
        }
        return packets;
    }

    @ParameterizedTest
    @EnumSource
    void a_jump_of_half_the_range_keeps_the_session(SrtpProfile profile) {
        var pair = new SrtpPair(profile, 4);
        assertThat(pair.receive(pair.packet(100))).isEqualTo(CLEAR_LENGTH);

        // From below the middle it counts as forward (RFC 3711 appendix A).
        assertThat(pair.receive(pair.packet(100 + 0x8000))).isEqualTo(CLEAR_LENGTH);
        // From above the middle it counts as backward, for sender and receiver alike.
        var buffer = SrtpPair.clear(SrtpPair.SSRC, 100);
        assertThat(pair.sender.protect(buffer, 0, CLEAR_LENGTH)).isEqualTo(TOO_OLD);
        assertThat(pair.receive(pair.packet(101 + 0x8000))).isEqualTo(CLEAR_LENGTH);
        assertThat(pair.receive(pair.packet(102 + 0x8000))).isEqualTo(CLEAR_LENGTH);
        assertThat(pair.receive(pair.packet(50))).isEqualTo(CLEAR_LENGTH);
    }

    @ParameterizedTest
    @EnumSource
    void a_packet_from_before_the_first_is_refused_if_it_would_be_in_a_rollover_before_zero(SrtpProfile profile) {
        var pair = new SrtpPair(profile, 4);
        var buffer = SrtpPair.clear(SrtpPair.SSRC, 65_535);
        pair.packet(3);

        assertThat(pair.sender.protect(buffer, 0, CLEAR_LENGTH)).isEqualTo(TOO_OLD);
    }

    @ParameterizedTest
    @EnumSource
    void rtcp_is_accepted_once_and_in_any_order_within_the_window(SrtpProfile profile) {
        var pair = new SrtpPair(profile, 4);
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i <= ReplayWindow.SIZE; i++) {
            packets.add(pair.rtcp(SrtpPair.SSRC));
        }
        var newest = packets.getLast();

        assertThat(pair.receiveRtcp(newest)).isEqualTo(8);
        assertThat(pair.receiveRtcp(newest)).isEqualTo(REPLAYED);
        assertThat(pair.receiveRtcp(packets.getFirst())).isEqualTo(TOO_OLD);
        assertThat(pair.receiveRtcp(packets.get(1))).isEqualTo(8);
        assertThat(pair.receiveRtcp(packets.get(1))).isEqualTo(REPLAYED);
    }

    @ParameterizedTest
    @EnumSource
    void rtp_and_rtcp_of_one_source_do_not_disturb_each_other(SrtpProfile profile) {
        var pair = new SrtpPair(profile, 1);

        for (int sequence = 0; sequence < 10; sequence++) {
            assertThat(pair.receive(pair.packet(sequence))).isEqualTo(CLEAR_LENGTH);
            assertThat(pair.receiveRtcp(pair.rtcp(SrtpPair.SSRC))).isEqualTo(8);
        }
        assertThat(pair.receiver.sourceCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_sender_repeats_a_packet_only_when_asked_to(SrtpProfile profile) {
        var pair = new SrtpPair(profile, 4);
        var packet = pair.packet(7);
        var again = SrtpPair.clear(SrtpPair.SSRC, 7);

        assertThat(pair.sender.protect(again, 0, CLEAR_LENGTH)).isEqualTo(REPLAYED);
        assertThat(pair.sender.protectAgain(again, 0, CLEAR_LENGTH)).isEqualTo(packet.length);
        assertThat(again).startsWith(packet);
        var never = SrtpPair.clear(SrtpPair.SSRC, 8);
        assertThat(pair.sender.protectAgain(never, 0, CLEAR_LENGTH)).isEqualTo(SrtpReject.NEVER_SENT.code());
    }
}
