package org.livechat.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.rtc.srtp.SrtpPair.CLEAR_LENGTH;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.livechat.rtc.meter.AllocationMeter;
import org.livechat.rtc.rtp.RtpPacket;

class SrtpAllocationTest {
    private static final int WARM_UP = 200_000;
    private static final int PACKETS = 200_000;
    /** What asking the meter itself costs, and then some; far from a byte a packet. */
    private static final long NOISE_BYTES = 4096;

    private final byte[] clear = SrtpPair.clear(SrtpPair.SSRC, 0);
    private final byte[] buffer = new byte[clear.length];
    private int sequence;
    private int refused;

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void nothing_is_allocated_a_packet(SrtpProfile profile) throws ReflectiveOperationException {
        var pair = new SrtpPair(profile, 4);
        var meter = new AllocationMeter();
        relay(pair, WARM_UP);

        long before = meter.bytes();
        relay(pair, PACKETS);
        long allocated = meter.bytes() - before;

        assertThat(refused).isZero();
        assertThat(allocated).as("bytes for %d packets", PACKETS).isLessThan(NOISE_BYTES);
    }

    /** Protects, receives, and is refused a forgery and a replay, of RTP and of RTCP. */
    private void relay(SrtpPair pair, int packets) {
        for (int i = 0; i < packets; i++) {
            RtpPacket.setSequenceNumber(clear, 0, sequence++);
            System.arraycopy(clear, 0, buffer, 0, CLEAR_LENGTH);
            int length = pair.sender.protect(buffer, 0, CLEAR_LENGTH);
            buffer[length - 1] ^= 1;
            expect(SrtpReject.AUTHENTICATION_FAILED.code(), pair.receiver.unprotect(buffer, 0, length));

            System.arraycopy(clear, 0, buffer, 0, CLEAR_LENGTH);
            length = pair.sender.protectAgain(buffer, 0, CLEAR_LENGTH);
            expect(CLEAR_LENGTH, pair.receiver.unprotect(buffer, 0, length));
            expect(SrtpReject.REPLAYED.code(), pair.receiver.unprotect(buffer, 0, length));

            System.arraycopy(clear, 0, buffer, 0, CLEAR_LENGTH);
            length = pair.sender.protectRtcp(buffer, 0, CLEAR_LENGTH);
            expect(CLEAR_LENGTH, pair.receiver.unprotectRtcp(buffer, 0, length));
        }
    }

    private void expect(int expected, int result) {
        refused += expected == result ? 0 : 1;
    }
}
