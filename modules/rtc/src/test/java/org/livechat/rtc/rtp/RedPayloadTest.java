package org.livechat.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedPayloadTest {
    private static final HexFormat HEX = HexFormat.of();

    private final RedPayload red = new RedPayload();

    @ParameterizedTest
    @CsvSource({
        "primary alone, 6f a1a2a3, 111-0:a1a2a3",
        "primary without data, 6f, 111-0:",
        "one older, ef 0f0002 6f b1b2 a1a2a3, 111-960:b1b2 111-0:a1a2a3",
        "two older, ef 1e0002 ef 0f0001 6f c1c2 b1 a1, 111-1920:c1c2 111-960:b1 111-0:a1",
        "an empty older one, ef 0f0000 6f a1, 111-960: 111-0:a1",
        "other payload types, 80 fffc01 05 b1 a1, 0-16383:b1 5-0:a1"
    })
    void blocks_are_read_in_order(String kind, String payload, String blocks) {
        byte[] bytes = HEX.parseHex("ff" + payload.replace(" ", "") + "ff");

        assertThat(red.wrap(bytes, 1, bytes.length - 2)).as(kind).isTrue();
        assertThat(String.join(" ", blocks(bytes))).isEqualTo(blocks);
        assertThat(red.next()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "nothing, ''",
        "headers that do not end, ef0f0002",
        "a header cut off, ef0f00",
        "more than is there, ef0f0003 6f b1b2",
        "two that are more than is there, ef0f0002 ef0f0002 6f b1b2b3"
    })
    void a_payload_that_lies_has_no_blocks(String lie, String payload) {
        byte[] bytes = HEX.parseHex(payload.replace(" ", "") + "00000000000000000000");

        assertThat(red.wrap(bytes, 0, payload.replace(" ", "").length() / 2))
                .as(lie)
                .isFalse();
        assertThat(red.next()).isFalse();
    }

    @Test
    void random_bytes_are_read_within_the_payload() {
        var random = new Random(1);
        byte[] bytes = new byte[40];
        for (int i = 0; i < 300_000; i++) {
            random.nextBytes(bytes);
            int length = random.nextInt(30);
            for (int block = 5; block < length; block += 4) {
                bytes[block + 2] = 0;
                bytes[block + 3] &= 7;
            }
            bytes[7] = 0;
            int at = 5;
            if (red.wrap(bytes, 5, length)) {
                while (red.next()) {
                    assertThat(red.offset() > at && red.length() >= 0).isTrue();
                    at = red.offset() + red.length() - 1;
                }
                assertThat(at + 1).isEqualTo(5 + length);
            }
        }
    }

    @Test
    void headers_are_read_as_written() {
        byte[] bytes = new byte[5 + 1023];
        int data = RedPayload.writePrimaryHeader(bytes, RedPayload.writeOlderHeader(bytes, 0, 127, 16_383, 1023), 96);

        assertThat(data).isEqualTo(5);
        assertThat(red.wrap(bytes, 0, bytes.length)).isTrue();
        assertThat(red.next()).isTrue();
        assertThat(red.isPrimary()).isFalse();
        assertThat(red.payloadType()).isEqualTo(127);
        assertThat(red.timestampOffset()).isEqualTo(16_383);
        assertThat(red.length()).isEqualTo(1023);
        assertThat(red.next()).isTrue();
        assertThat(red.isPrimary()).isTrue();
        assertThat(red.payloadType()).isEqualTo(96);
        assertThat(red.length()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, true",
        "16383, 1023, true",
        "0, 1, false",
        "-1, 1, false",
        "16384, 1, false",
        "1, 0, false",
        "1, 1024, false"
    })
    void what_has_no_room_in_a_header_cannot_be_carried(int timestampOffset, int length, boolean carried) {
        assertThat(RedPayload.canCarry(timestampOffset, length)).isEqualTo(carried);
    }

    private List<String> blocks(byte[] bytes) {
        List<String> blocks = new ArrayList<>();
        while (red.next()) {
            blocks.add(red.payloadType() + "-" + red.timestampOffset() + ":"
                    + HEX.formatHex(bytes, red.offset(), red.offset() + red.length()));
        }
        return blocks;
    }
}
