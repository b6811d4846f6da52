package org.livechat.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketKindTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1, STUN",
        "3, 0, STUN",
        "4, 0, UNKNOWN",
        "16, 0, UNKNOWN",
        "19, 0, UNKNOWN",
        "20, 254, DTLS",
        "63, 254, DTLS",
        "64, 0, UNKNOWN",
        "127, 0, UNKNOWN",
        "128, 111, RTP",
        "191, 239, RTP",
        "128, 191, RTP",
        "128, 192, RTCP",
        "129, 200, RTCP",
        "143, 223, RTCP",
        "128, 224, RTP",
        "192, 200, UNKNOWN",
        "255, 0, UNKNOWN"
    })
    void the_first_bytes_tell_what_a_datagram_claims_to_be(int first, int second, PacketKind kind) {
        var datagram = new byte[] {99, (byte) first, (byte) second};

        assertThat(PacketKind.of(datagram, 1, 2)).isEqualTo(kind);
        assertThat(PacketKind.of(datagram, 1, 1)).isEqualTo(PacketKind.UNKNOWN);
        assertThat(PacketKind.of(datagram, 1, 0)).isEqualTo(PacketKind.UNKNOWN);
    }
}
