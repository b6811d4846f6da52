package org.livechat.rtc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.PictureLayer;

class PictureLayerTest {
    // T and S of those that say it, y for layer sync, u for a switching up point, e for the end of a frame.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VP8  | 90E0 8123 07 40   | T1     | all that there is
            VP8  | 90E0 8123 07 60   | T1 y   | layer sync
            VP8  | 80E0 23 07 C0 AA  | T3     | 7-bit picture id, behind the first packet
            VP8  | 9020 80           | T2     | TID alone
            VP8  | 9030 A5           | T2 y   | with KEYIDX
            VP8  | 9060 07 00        | T0     | no picture id
            VP8  | 90D0 8123 07 45   | none   | KEYIDX alone
            VP8  | 9080 8123         | none   | picture id alone
            VP8  | 10 AA             | none   | no extension
            VP8  | 90E0 8123 07      | none   | TID is cut off
            VP8  | 90E0 8123         | none   | TL0PICIDX is cut off
            VP8  | 90E0 81           | none   | the picture id is cut off
            VP8  | 90A0              | none   | nothing behind the flags
            VP8  | 90                | none   | the flags are cut off
            VP9  | A8 12 40 07       | T2 S0  | TID
            VP9  | A8 12 50 07       | T2 S0 u | a switching up point
            VP9  | A8 8123 35 07     | T1 S2 u | long picture id, upper spatial layer
            VP9  | 28 FE 07          | T7 S7 u | no picture id, the highest of both
            VP9  | B8 12 20          | T1 S0  | flexible
            VP9  | A4 12 42 07       | T2 S1 e | the end of a frame
            VP9  | 88 12 40          | none   | no layer indices
            VP9  | A8 12             | none   | they are cut off
            VP9  | A8 81             | none   | the picture id is cut off
            VP9  | A8                | none   | nothing behind the flags
            H264 | 6588              | none   | not looked at
            opus | 6588              | none   | none has a voice
            """)
    void layer_is_told_from_its_descriptor(String codec, String payload, String layer, String what) {
        var bytes = HexFormat.of().parseHex(payload.replace(" ", ""));

        assertThat(text(codec, codec(codec).layer(bytes, 0, bytes.length)))
                .as(what)
                .isEqualTo(layer);
    }

    @Test
    void every_bit_has_its_place() {
        for (var spatial = 0; spatial <= PictureLayer.HIGHEST; spatial++) {
            for (var temporal = 0; temporal <= PictureLayer.HIGHEST; temporal++) {
                var plain = PictureLayer.of(spatial, temporal);
                var all = PictureLayer.withEndOfFrame(
                        PictureLayer.withSwitchingUpPoint(PictureLayer.withLayerSync(plain)));
                assertThat(plain).isNotEqualTo(PictureLayer.NONE);
                for (var layer : new int[] {plain, all}) {
                    assertThat(PictureLayer.spatial(layer)).isEqualTo(spatial);
                    assertThat(PictureLayer.temporal(layer)).isEqualTo(temporal);
                }
                assertThat(PictureLayer.isLayerSync(plain)).isFalse();
                assertThat(PictureLayer.isSwitchingUpPoint(plain)).isFalse();
                assertThat(PictureLayer.isEndOfFrame(plain)).isFalse();
                assertThat(PictureLayer.isEndOfFrame(all)).isTrue();
                assertThat(PictureLayer.isLayerSync(all)).isTrue();
                assertThat(PictureLayer.isSwitchingUpPoint(all)).isTrue();
            }
        }
    }

    @Test
    void arbitrary_and_short_payloads_are_survived_within_their_bounds() {
        var random = new Random(7);
        for (var codec : BuiltInCodecs.all()) {
            for (var round = 0; round < 100_000; round++) {
                var payload = new byte[random.nextInt(16)];
                random.nextBytes(payload);
                var inside = new byte[payload.length + 20];
                Arrays.fill(inside, (byte) round);
                System.arraycopy(payload, 0, inside, 10, payload.length);

                assertThat(codec.layer(inside, 10, payload.length)).isEqualTo(codec.layer(payload, 0, payload.length));
            }
        }
    }

    private static String text(String codec, int layer) {
        if (layer == PictureLayer.NONE) {
            return "none";
        }
        return "T" + PictureLayer.temporal(layer)
                + (codec.equals("VP9") ? " S" + PictureLayer.spatial(layer) : "")
                + (PictureLayer.isLayerSync(layer) ? " y" : "")
                + (PictureLayer.isSwitchingUpPoint(layer) ? " u" : "")
                + (PictureLayer.isEndOfFrame(layer) ? " e" : "");
    }

    private static CodecProvider codec(String name) {
        return BuiltInCodecs.all().stream()
                .filter(codec -> codec.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
