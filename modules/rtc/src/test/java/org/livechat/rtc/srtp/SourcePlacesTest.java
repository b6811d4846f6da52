package org.livechat.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.livechat.rtc.rtp.RtpPacket;

/** The places that the sources of one key have, and who gets them when there is no room. */
class SourcePlacesTest {
    private static final int MOST = 4;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final SrtpMasterKey key = new SrtpMasterKey(SrtpProfile.AEAD_AES_128_GCM, new byte[16], new byte[12]);
    private final SrtpSender sender = new SrtpSender(key, 1000, new SrtpWorkspace());
    private final SrtpReceiver receiver = new SrtpReceiver(key, MOST, new SrtpWorkspace());

    @Test
    void one_more_than_there_is_room_for_is_refused_while_all_are_in_use() {
        for (var ssrc = 1; ssrc <= MOST; ssrc++) {
            assertThat(accepts(packet(ssrc, 1), 9 * SECOND)).isTrue();
        }

        assertThat(unprotect(packet(5, 1), 10 * SECOND)).isEqualTo(SrtpReject.TOO_MANY_SOURCES.code());
        assertThat(receiver.sourceCount()).isEqualTo(MOST);
    }

    @Test
    void the_one_that_has_been_silent_for_longest_makes_room() {
        fill();
        assertThat(accepts(packet(1, 2), 15 * SECOND)).isTrue();

        assertThat(accepts(packet(5, 1), 16 * SECOND)).isTrue();

        var again = packet(1, 3);
        assertThat(accepts(again.clone(), 17 * SECOND)).isTrue();
        assertThat(unprotect(again, 17 * SECOND)).isEqualTo(SrtpReject.REPLAYED.code());
        assertThat(receiver.sourceCount()).isEqualTo(MOST);
    }

    @Test
    void one_that_says_it_leaves_makes_room_at_once() {
        fill();
        receiver.left(3, SECOND);

        assertThat(accepts(packet(5, 1), SECOND)).isTrue();
        assertThat(unprotect(packet(6, 1), SECOND)).isEqualTo(SrtpReject.TOO_MANY_SOURCES.code());
    }

    @Test
    void one_that_says_it_leaves_and_comes_back_keeps_its_place() {
        fill();
        receiver.left(3, SECOND);
        assertThat(accepts(packet(3, 2), SECOND)).isTrue();

        assertThat(unprotect(packet(5, 1), SECOND)).isEqualTo(SrtpReject.TOO_MANY_SOURCES.code());
    }

    @Test
    void released_ones_make_room_before_silent_ones_the_first_of_them_first() {
        fill();
        receiver.release(4);
        receiver.release(2);

        for (var ssrc = 5; ssrc <= 6; ssrc++) {
            assertThat(accepts(packet(ssrc, 1), 60 * SECOND)).isTrue();
        }
        assertThat(accepts(packet(1, 2), 60 * SECOND)).isTrue();
        assertThat(accepts(packet(3, 2), 60 * SECOND)).isTrue();
        assertThat(unprotect(packet(7, 1), 60 * SECOND)).isEqualTo(SrtpReject.TOO_MANY_SOURCES.code());
    }

    @Test
    void what_a_released_one_sent_is_not_taken_twice() {
        var recorded = packet(1, 1);
        assertThat(accepts(recorded.clone(), 0)).isTrue();
        receiver.release(1);

        assertThat(unprotect(recorded, 0)).isEqualTo(SrtpReject.REPLAYED.code());
        assertThat(accepts(packet(1, 2), 0)).isTrue();
    }

    @Test
    void a_released_one_that_is_in_use_again_keeps_its_place() {
        fill();
        receiver.release(2);
        receiver.retain(2);

        assertThat(unprotect(packet(5, 1), SECOND)).isEqualTo(SrtpReject.TOO_MANY_SOURCES.code());
    }

    @Test
    void a_forged_packet_takes_nobodys_place() {
        fill();
        var recorded = packet(2, 2);
        assertThat(accepts(recorded.clone(), 0)).isTrue();
        receiver.release(2);
        var forged = packet(5, 1);
        forged[forged.length - 1] ^= 1;

        assertThat(unprotect(forged, SECOND)).isEqualTo(SrtpReject.AUTHENTICATION_FAILED.code());
        assertThat(unprotect(recorded, SECOND)).isEqualTo(SrtpReject.REPLAYED.code());
    }

    @Test
    void long_sessions_never_run_out_of_places() {
        var few = new SrtpSender(key, MOST, new SrtpWorkspace());
        for (var ssrc = 1; ssrc <= 1000; ssrc++) {
            var packet = protect(few, ssrc, 1);
            assertThat(unprotect(packet, 0)).isPositive();
            few.release(ssrc);
            receiver.release(ssrc);
        }
        assertThat(few.sourceCount()).isEqualTo(MOST);
        assertThat(receiver.sourceCount()).isEqualTo(MOST);
    }

    private void fill() {
        for (var ssrc = 1; ssrc <= MOST; ssrc++) {
            assertThat(accepts(packet(ssrc, 1), 0)).isTrue();
        }
    }

    private boolean accepts(byte[] packet, long nowNanos) {
        return unprotect(packet, nowNanos) > 0;
    }

    private int unprotect(byte[] packet, long nowNanos) {
        return receiver.unprotect(packet, 0, packet.length, nowNanos);
    }

    private byte[] packet(int ssrc, int sequence) {
        return protect(sender, ssrc, sequence);
    }

    private static byte[] protect(SrtpSender by, int ssrc, int sequence) {
        var buffer = new byte[100];
        var length = RtpPacket.writeHeader(buffer, 0, false, 111, sequence, 960, ssrc) + 20;
        return Arrays.copyOf(buffer, by.protect(buffer, 0, length));
    }
}
