package org.livechat.rtc.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.api.transport.SharedPortProtocol;
import org.livechat.api.transport.SharedPortProtocol.Recognition;
import org.livechat.rtc.frame.FrameLength;

class FramedCheckTest {
    private static final int DECIDING = 10;

    @Test
    void a_check_is_known_by_its_first_ten_bytes_and_not_before() {
        byte[] frame = framedCheck();
        for (int count = 1; count < DECIDING; count++) {
            assertThat(of(Arrays.copyOf(frame, count))).as("%d bytes", count).isEqualTo(Recognition.UNDECIDED);
        }
        for (int count = DECIDING; count <= frame.length; count++) {
            assertThat(of(Arrays.copyOf(frame, count))).as("%d bytes", count).isEqualTo(Recognition.OWN);
        }
        assertThat(DECIDING).isLessThanOrEqualTo(SharedPortProtocol.MOST_BYTES);
    }

    @Test
    void the_bytes_stay_where_they_are() {
        ByteBuffer bytes = ByteBuffer.wrap(framedCheck()).position(0);
        ByteBuffer behindOthers =
                ByteBuffer.allocate(100).position(7).put(bytes).position(7);
        assertThat(FramedCheck.of(behindOthers)).isEqualTo(Recognition.OWN);
        assertThat(behindOthers.position()).isEqualTo(7);
    }

    /** One byte that is different, wherever it is, is enough, and as soon as it has come. */
    @Test
    void what_differs_in_one_byte_is_no_check() {
        byte[] frame = Arrays.copyOf(framedCheck(), DECIDING);
        for (int index = 0; index < DECIDING; index++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] changed = frame.clone();
                changed[index] ^= (byte) (1 << bit);
                assertThat(of(changed)).as("bit %d of byte %d", bit, index).isEqualTo(Recognition.OTHER);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "16030100", // TLS 1.0 to 1.3: a handshake record
                "0013", // a length that no STUN message has
                "0002", // shorter than a header
                "00140101", // a response
                "00140003", // TURN: Allocate
                "001400010000000000", // without the cookie (RFC 3489)
                "08000001", // longer than a check is
                "80",
                "ff"
            })
    void other_beginnings_are_told_at_once(String hex) {
        assertThat(of(HexFormat.of().parseHex(hex))).isEqualTo(Recognition.OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\r\n", "OPTIONS *"})
    void a_byte_of_http_is_enough(String text) {
        assertThat(of(text.substring(0, 1).getBytes(StandardCharsets.US_ASCII))).isEqualTo(Recognition.OTHER);
        assertThat(of(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(Recognition.OTHER);
    }

    @Test
    void noise_is_no_check() {
        var random = new Random(1);
        byte[] noise = new byte[SharedPortProtocol.MOST_BYTES];
        for (int i = 0; i < 100_000; i++) {
            random.nextBytes(noise);
            assertThat(of(noise)).isEqualTo(Recognition.OTHER);
        }
    }

    private static Recognition of(byte[] begin) {
        return FramedCheck.of(ByteBuffer.wrap(begin));
    }

    private static byte[] framedCheck() {
        byte[] check = new byte[StunMessage.LONGEST];
        int length = StunWriter.bindingRequest(check, 0, new TransactionId(1, 2))
                .username("server:client")
                .priority(1)
                .length();
        ByteBuffer frame = ByteBuffer.allocate(FrameLength.BYTES + length);
        FrameLength.write(frame, length);
        return frame.put(check, 0, length).array();
    }
}
