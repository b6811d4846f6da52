package org.livechat.rtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.rtc.dtls.DtlsRecordGuard.Phase.CLIENT_DONE;
import static org.livechat.rtc.dtls.DtlsRecordGuard.Phase.CLIENT_HANDSHAKE;
import static org.livechat.rtc.dtls.DtlsRecordGuard.Phase.SERVER_DONE;
import static org.livechat.rtc.dtls.DtlsRecordGuard.Phase.SERVER_HANDSHAKE;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DtlsRecordGuardTest {
    private static final int DTLS_1_2 = 0xFEFD;
    private static final int CLIENT_HELLO = 1;
    private static final int CERTIFICATE = 11;

    @Test
    void sound_hello_is_admitted() {
        assertThat(admitted(handshake(CLIENT_HELLO, 100, 0, 100), SERVER_HANDSHAKE))
                .isEqualTo(1);
    }

    @Test
    void fragment_that_declares_16_megabytes_is_dropped() {
        assertThat(admitted(handshake(CERTIFICATE, 0xFFFFFF, 0, 100), SERVER_HANDSHAKE))
                .isZero();
    }

    @Test
    void fragment_of_32_kilobytes_is_the_most() {
        assertThat(admitted(handshake(CERTIFICATE, 32 * 1024, 0, 100), SERVER_HANDSHAKE))
                .isEqualTo(1);
        assertThat(admitted(handshake(CERTIFICATE, 32 * 1024 + 1, 0, 100), SERVER_HANDSHAKE))
                .isZero();
    }

    @Test
    void fragment_past_its_message_is_dropped() {
        assertThat(admitted(handshake(CERTIFICATE, 100, 50, 50), SERVER_HANDSHAKE))
                .isEqualTo(1);
        assertThat(admitted(handshake(CERTIFICATE, 100, 51, 50), SERVER_HANDSHAKE))
                .isZero();
        assertThat(admitted(handshake(CERTIFICATE, 100, 0xFFFFFF, 50), SERVER_HANDSHAKE))
                .isZero();
    }

    @Test
    void fragment_longer_than_its_record_is_dropped() {
        var datagram = handshake(CERTIFICATE, 100, 0, 100);
        datagram[13 + 11] = 101;
        datagram[13 + 3] = 101;
        assertThat(admitted(datagram, SERVER_HANDSHAKE)).isZero();
    }

    @Test
    void second_message_of_a_record_is_looked_at_too() {
        var messages = ByteBuffer.allocate(24);
        message(messages, CERTIFICATE, 0, 0, 0);
        message(messages, CERTIFICATE, 0xFFFFFF, 0, 0);
        assertThat(admitted(record(22, DTLS_1_2, 0, messages.array()), SERVER_HANDSHAKE))
                .isZero();
    }

    @Test
    void record_longer_than_its_datagram_is_dropped_with_what_follows() {
        var datagram = handshake(CLIENT_HELLO, 100, 0, 100);
        datagram[12]++;
        assertThat(admitted(datagram, SERVER_HANDSHAKE)).isZero();
    }

    @Test
    void records_of_one_datagram_are_judged_one_by_one() {
        var good = handshake(CERTIFICATE, 10, 0, 10);
        var alert = record(21, DTLS_1_2, 0, new byte[] {2, 40});
        var datagram = ByteBuffer.allocate(2 * good.length + alert.length)
                .put(good)
                .put(alert)
                .put(good)
                .array();
        assertThat(admitted(datagram, SERVER_HANDSHAKE)).isEqualTo(2);
    }

    @Test
    void other_content_types_and_versions_are_dropped() {
        for (var type = 0; type < 256; type++) {
            var sound = type == 21 || type == 22 || type == 23;
            assertThat(admitted(record(type, DTLS_1_2, 1, new byte[40]), SERVER_HANDSHAKE))
                    .isEqualTo(sound ? 1 : 0);
        }
        assertThat(admitted(record(22, 0x0303, 1, new byte[40]), SERVER_HANDSHAKE))
                .isZero();
        assertThat(admitted(record(22, 0xFEFC, 1, new byte[40]), SERVER_HANDSHAKE))
                .isZero();
    }

    @Test
    void only_the_first_hello_may_name_dtls_1_0() {
        var hello = handshake(CLIENT_HELLO, 100, 0, 100);
        hello[2] = (byte) 0xFF;
        assertThat(admitted(hello, SERVER_HANDSHAKE)).isEqualTo(1);
        var certificate = handshake(CERTIFICATE, 100, 0, 100);
        certificate[2] = (byte) 0xFF;
        assertThat(admitted(certificate, SERVER_HANDSHAKE)).isZero();
    }

    @Test
    void alerts_and_data_in_the_clear_are_dropped_at_any_time() {
        for (var phase : DtlsRecordGuard.Phase.values()) {
            assertThat(admitted(record(21, DTLS_1_2, 0, new byte[] {2, 40}), phase))
                    .isZero();
            assertThat(admitted(record(23, DTLS_1_2, 0, new byte[] {1, 2, 3}), phase))
                    .isZero();
        }
    }

    @Test
    void later_epochs_are_dropped() {
        assertThat(admitted(record(22, DTLS_1_2, 2, new byte[40]), SERVER_DONE)).isZero();
    }

    @Test
    void hello_is_dropped_once_the_handshake_is_done() {
        assertThat(admitted(handshake(CLIENT_HELLO, 100, 0, 100), SERVER_DONE)).isZero();
        assertThat(admitted(handshake(CERTIFICATE, 100, 0, 100), SERVER_DONE)).isEqualTo(1);
        assertThat(admitted(handshake(CERTIFICATE, 100, 0, 100), CLIENT_DONE)).isZero();
    }

    @Test
    void messages_of_the_other_role_are_dropped() {
        assertThat(admitted(handshake(2, 100, 0, 100), SERVER_HANDSHAKE)).isZero();
        assertThat(admitted(handshake(CLIENT_HELLO, 100, 0, 100), CLIENT_HANDSHAKE))
                .isZero();
        assertThat(admitted(handshake(200, 100, 0, 100), SERVER_HANDSHAKE)).isZero();
    }

    @Test
    void arbitrary_bytes_are_survived() {
        var random = new Random(11);
        for (var i = 0; i < 200_000; i++) {
            var datagram = new byte[random.nextInt(64)];
            random.nextBytes(datagram);
            if (datagram.length > 5 && random.nextBoolean()) {
                datagram[0] = 22;
                datagram[1] = (byte) 0xFE;
                datagram[2] = (byte) 0xFD;
                datagram[3] = 0;
                datagram[4] = 0;
            }
            DtlsRecordGuard.admit(datagram, 0, datagram.length, SERVER_HANDSHAKE);
        }
    }

    private static int admitted(byte[] datagram, DtlsRecordGuard.Phase phase) {
        return DtlsRecordGuard.admit(datagram, 0, datagram.length, phase).size();
    }

    private static byte[] handshake(int type, int declared, int fragmentOffset, int fragmentLength) {
        var body = ByteBuffer.allocate(12 + fragmentLength);
        message(body, type, declared, fragmentOffset, fragmentLength);
        return record(22, DTLS_1_2, 0, body.array());
    }

    private static void message(ByteBuffer to, int type, int declared, int fragmentOffset, int fragmentLength) {
        to.put((byte) type);
        uint24(to, declared);
        to.putShort((short) 1);
        uint24(to, fragmentOffset);
        uint24(to, fragmentLength);
    }

    private static void uint24(ByteBuffer to, int value) {
        to.put((byte) (value >> 16)).putShort((short) value);
    }

    private static byte[] record(int type, int version, int epoch, byte[] body) {
        return ByteBuffer.allocate(13 + body.length)
                .put((byte) type)
                .putShort((short) version)
                .putShort((short) epoch)
                .put(new byte[6])
                .putShort((short) body.length)
                .put(body)
                .array();
    }
}
