package org.livechat.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.rtc.srtp.SrtpPair.CLEAR_LENGTH;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.livechat.rtc.rtp.RtpPacket;

class SrtpHostileTest {
    private static final int FORGED = SrtpReject.AUTHENTICATION_FAILED.code();
    private static final int MANY = 100_000;
    private static final int ROBUSTNESS_INPUTS = 200_000;

    @ParameterizedTest
    @EnumSource
    void any_number_of_bad_tags_changes_nothing(SrtpProfile profile) {
        var pair = new SrtpPair(profile, 2);
        assertThat(pair.receive(pair.packet(10))).isEqualTo(CLEAR_LENGTH);
        var next = pair.packet(11);
        var forged = pair.packet(12);
        var random = new Random(1);

        for (int i = 0; i < MANY; i++) {
            var attempt = forged.clone();
            // Sequence numbers ahead, and strangers' sources besides, but never the right tag.
            RtpPacket.setSequenceNumber(attempt, 0, 20 + random.nextInt(30_000));
            RtpPacket.setSsrc(attempt, 0, i % 2 == 0 ? SrtpPair.SSRC : random.nextInt());
            assertThat(pair.receiver.unprotect(attempt, 0, attempt.length)).isEqualTo(FORGED);
        }

        assertThat(pair.receiver.sourceCount()).isEqualTo(1);
        assertThat(pair.receive(next)).isEqualTo(CLEAR_LENGTH);
        assertThat(pair.receive(forged)).isEqualTo(CLEAR_LENGTH);
    }

    @ParameterizedTest
    @EnumSource
    void every_flipped_bit_is_noticed(SrtpProfile profile) {
        var pair = new SrtpPair(profile, 2);
        var rtp = pair.packet(10);
        var rtcp = pair.rtcp(SrtpPair.SSRC);

        for (int bit = 0; bit < rtp.length * 8; bit++) {
            assertThat(pair.receive(flipped(rtp, bit))).isNegative();
        }
        for (int bit = 0; bit < rtcp.length * 8; bit++) {
            assertThat(pair.receiveRtcp(flipped(rtcp, bit))).isNegative();
        }
        assertThat(pair.receive(rtp)).isEqualTo(CLEAR_LENGTH);
        assertThat(pair.receiveRtcp(rtcp)).isEqualTo(8);
    }

    @ParameterizedTest
    @EnumSource
    void an_authentic_flood_of_sources_stops_at_the_bound(SrtpProfile profile) {
        var pair = new SrtpPair(profile, 64);

        int refused = 0;
        for (int ssrc = 0; ssrc < 1000; ssrc++) {
            int result = pair.receive(pair.packet(ssrc, 1));
            refused += result == SrtpReject.TOO_MANY_SOURCES.code() ? 1 : 0;
            assertThat(pair.receiveRtcp(pair.rtcp(ssrc))).isEqualTo(ssrc < 64 ? 8 : SrtpReject.TOO_MANY_SOURCES.code());
        }

        assertThat(refused).isEqualTo(936);
        assertThat(pair.receiver.sourceCount()).isEqualTo(64);
        assertThat(pair.receive(pair.packet(63, 2))).isEqualTo(CLEAR_LENGTH);
    }

    @Test
    void a_sender_has_a_bound_of_sources_too() {
        var key = new SrtpMasterKey(SrtpProfile.AEAD_AES_128_GCM, new byte[16], new byte[12]);
        var sender = new SrtpSender(key, 1, new SrtpWorkspace());

        assertThat(sender.protect(SrtpPair.clear(1, 1), 0, CLEAR_LENGTH)).isPositive();
        assertThat(sender.protect(SrtpPair.clear(2, 1), 0, CLEAR_LENGTH)).isEqualTo(SrtpReject.TOO_MANY_SOURCES.code());
    }

    @ParameterizedTest
    @EnumSource
    void a_buffer_without_room_is_left_alone(SrtpProfile profile) {
        var pair = new SrtpPair(profile, 1);
        var buffer = SrtpPair.clear(SrtpPair.SSRC, 1);
        int offset = buffer.length - CLEAR_LENGTH - profile.rtpOverhead() + 1;
        System.arraycopy(SrtpPair.clear(SrtpPair.SSRC, 1), 0, buffer, offset, CLEAR_LENGTH);
        var before = buffer.clone();

        assertThat(pair.sender.protect(buffer, offset, CLEAR_LENGTH)).isEqualTo(SrtpReject.NO_ROOM.code());
        assertThat(buffer).isEqualTo(before);
        assertThat(pair.sender.sourceCount()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void rtcp_that_is_only_authenticated_is_refused(SrtpProfile profile) {
        var pair = new SrtpPair(profile, 1);
        var packet = pair.rtcp(SrtpPair.SSRC);
        int index = profile == SrtpProfile.AEAD_AES_128_GCM ? packet.length - 4 : packet.length - 14;
        packet[index] &= 0x7f;

        assertThat(pair.receiveRtcp(packet)).isEqualTo(SrtpReject.MALFORMED.code());
    }

    @ParameterizedTest
    @EnumSource
    void arbitrary_bytes_are_refused_and_never_throw(SrtpProfile profile) {
        var pair = new SrtpPair(profile, 4);
        var random = new Random(42);
        var buffer = new byte[256];

        for (int i = 0; i < ROBUSTNESS_INPUTS; i++) {
            random.nextBytes(buffer);
            int length = random.nextInt(128);
            int offset = random.nextInt(buffer.length - length);
            if (i % 4 != 0) {
                buffer[offset] = (byte) (0x80 | (buffer[offset] & 0x3f));
            }
            assertThat(pair.receiver.unprotect(buffer, offset, length)).isNegative();
            assertThat(pair.receiver.unprotectRtcp(buffer, offset, length)).isNegative();
        }
        assertThat(pair.receiver.sourceCount()).isZero();
    }

    private static byte[] flipped(byte[] packet, int bit) {
        var copy = packet.clone();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }
}
