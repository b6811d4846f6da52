package org.livechat.rtc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livechat.api.media.CodecProvider;

class KeyframeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VP8  | 1010             | true  | no extension, P = 0
            VP8  | 1011             | false | no extension, P = 1
            VP8  | 0010             | false | not the start of a partition
            VP8  | 1110             | false | partition 1
            VP8  | 90801210         | true  | 7-bit picture id
            VP8  | 9080921210       | true  | 15-bit picture id
            VP8  | 9080921211       | false | 15-bit picture id, P = 1
            VP8  | 90F0921205C010   | true  | picture id, TL0PICIDX and TID
            VP8  | 90F0921205C0     | false | the header is cut off
            VP8  | 9080             | false | the picture id is cut off
            VP9  | 0800             | true  | start of a frame, not predicted
            VP9  | 4800             | false | predicted
            VP9  | 0000             | false | not the start of a frame
            VP9  | 889212 00        | true  | 15-bit picture id
            VP9  | A8121000         | true  | temporal layer only
            VP9  | A8121200         | false | upper spatial layer
            VP9  | A8921200         | true  | 15-bit picture id and lowest layer
            VP9  | A892             | false | the layer is cut off
            H264 | 6588             | true  | IDR
            H264 | 6742             | true  | sequence parameter set
            H264 | 419A             | false | not IDR
            H264 | 780002674200     | true  | STAP-A with SPS first
            H264 | 7800024142000265 | false | STAP-A whose second unit is cut off
            H264 | 780002414200026588 | true | STAP-A with IDR second
            H264 | 78FFFF67         | false | STAP-A whose length lies
            H264 | 7C85             | true  | FU-A, start of IDR
            H264 | 7C05             | false | FU-A, middle of IDR
            H264 | 7C81             | false | FU-A, start of another
            AV1  | 180A             | true  | N bit
            AV1  | 100A             | true  | one element, sequence header
            AV1  | 1032             | false | one element, frame
            AV1  | 00010A           | true  | element with a length, sequence header
            AV1  | 008132           | false | element with a length of two bytes cut off
            AV1  | 980A             | false | continues an element
            """)
    void keyframe_is_told_from_its_descriptor(String codec, String payload, boolean keyframe, String what) {
        var bytes = HexFormat.of().parseHex(payload.replace(" ", ""));

        assertThat(codec(codec).isKeyframe(bytes, 0, bytes.length)).as(what).isEqualTo(keyframe);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VP8  | 10 100200 9D012A 4001 F000                     | 240 | no extension
            VP8  | 9080921210 0200 9D012A 4041 F0C0               | 240 | picture id, and how it is to be scaled
            VP8  | 10 100200 9D012A 4001 F0                       | 0   | the height is cut off
            VP8  | 10                                             | 0   | nothing behind the descriptor
            VP9  | AA 12 10 00 30 0140 00F0 0280 01E0             | 480 | of two spatial layers the upper one
            VP9  | BA 8012 10 10 0280 01E0                        | 480 | flexible, one layer, long picture id
            VP9  | AA 12 10 00 20                                 | 0   | a structure without sizes
            VP9  | AA 12 10 00 30 0140 00F0 0280 01               | 0   | the height is cut off
            VP9  | 0800                                           | 0   | no structure
            H264 | 6742C01E8C8D405017FCB00F08846A                 | 360 | a sequence parameter set of OpenH264, cropped by 8
            H264 | 6742C00D8C8D40A0CBCD00F08846A0                 | 182 | cropped by 10
            H264 | 6764001FACD9405005BB01100000030010000003       | 720 | of x264, high profile
            H264 | 6742C01E8C8D40                                 | 0   | it is cut off
            H264 | 78 000F 6742C01E8C8D405017FCB00F08846A 0002 65B8 | 360 | STAP-A
            H264 | 78 0002 65B8 000F 6742C01E8C8D405017FCB00F08846A | 360 | STAP-A, second
            H264 | 78 00FF 6742C01E8C8D405017FCB00F08846A         | 0   | STAP-A whose length lies
            H264 | 65B80004                                       | 0   | IDR alone
            AV1  | 18 0A 0C 0000000CC4FF67E06D7C8020              | 360 | a sequence header of libaom with its size
            AV1  | 18 08 0000000CC4FF67E06D7C8020                 | 360 | without
            AV1  | 28 0D 08 000000043CFED781B5F20080 32 00        | 182 | one of two elements
            AV1  | 18 08 000000043C                               | 0   | it is cut off
            AV1  | 18 32 00                                       | 0   | another OBU
            AV1  | 180A                                           | 0   | nothing behind the header of the OBU
            """)
    void the_height_of_a_keyframe_is_read(String codec, String payload, int height, String what) {
        var bytes = HexFormat.of().parseHex(payload.replace(" ", ""));

        assertThat(codec(codec).pictureHeight(bytes, 0, bytes.length)).as(what).isEqualTo(height);
    }

    @Test
    void the_height_of_each_spatial_layer_is_read() {
        var bytes = HexFormat.of().parseHex("AA12100030014000F0028001E0");
        var heights = IntStream.range(0, 8)
                .map(layer -> codec("VP9").pictureHeight(bytes, 0, bytes.length, layer))
                .toArray();

        assertThat(heights).containsExactly(240, 480, 0, 0, 0, 0, 0, 0);
        assertThat(codec("VP9").pictureHeight(bytes, 0, bytes.length - 1, 1)).isZero();
    }

    @Test
    void opus_ends_a_burst_with_silence() {
        assertThat(codec("opus").silenceFrame("")).hasValue(new byte[] {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE});
    }

    @Test
    void arbitrary_and_short_payloads_are_survived_within_their_bounds() {
        var random = new Random(7);
        for (var codec : BuiltInCodecs.all()) {
            for (var round = 0; round < 100_000; round++) {
                var payload = new byte[random.nextInt(16)];
                random.nextBytes(payload);
                var verdict = codec.isKeyframe(payload, 0, payload.length);

                var inside = new byte[payload.length + 20];
                Arrays.fill(inside, (byte) round);
                System.arraycopy(payload, 0, inside, 10, payload.length);
                assertThat(codec.isKeyframe(inside, 10, payload.length)).isEqualTo(verdict);
                assertThat(codec.pictureHeight(inside, 10, payload.length))
                        .isEqualTo(codec.pictureHeight(payload, 0, payload.length));
                assertThat(codec.pictureHeight(inside, 10, payload.length, round & 7))
                        .isEqualTo(codec.pictureHeight(payload, 0, payload.length, round & 7));
            }
        }
    }

    @Test
    void format_key_tells_profiles_apart_and_ignores_levels() {
        assertThat(codec("H264").formatKey("profile-level-id=42e01f;packetization-mode=1"))
                .isEqualTo(codec("H264").formatKey("packetization-mode=1;profile-level-id=42E034"))
                .isNotEqualTo(codec("H264").formatKey("profile-level-id=42e01f"))
                .isNotEqualTo(codec("H264").formatKey("profile-level-id=64001f;packetization-mode=1"));
        assertThat(codec("H264").formatKey("profile-level-id=42e01f;packetization-mode=1"))
                .isEqualTo(codec("H264").formatKey("profile-level-id=42c01f;packetization-mode=01"));
        assertThat(codec("VP9").formatKey("")).isEqualTo(codec("VP9").formatKey("profile-id=0"));
        assertThat(codec("VP9").formatKey("")).isEqualTo(codec("VP9").formatKey("max-fr=30; profile-id=00"));
        assertThat(codec("AV1").formatKey("")).isEqualTo(codec("AV1").formatKey("level-idx=5; profile=00; tier=0"));
        assertThat(codec("AV1").formatKey("profile=1"))
                .isNotEqualTo(codec("AV1").formatKey("level-idx=5"));
    }

    private static CodecProvider codec(String name) {
        return BuiltInCodecs.all().stream()
                .filter(codec -> codec.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
