package org.livechat.plugin.amrwb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.api.media.CodecProvider;

class AmrWbTest {
    private final CodecProvider codec = new AmrWb();

    @Test
    void the_module_provides_it() {
        assertThat(AmrWb.class.getModule().getDescriptor().provides())
                .singleElement()
                .satisfies(provided -> {
                    assertThat(provided.service()).isEqualTo(CodecProvider.class.getName());
                    assertThat(provided.providers()).containsExactly(AmrWb.class.getName());
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ''                                              | ''
            octet-align=1                                   | octet-align=1
            octet-align=0                                   | octet-align=0
            OCTET-ALIGN=1                                   | octet-align=1
            mode-set=0,1,2; octet-align=1; max-red=0        | octet-align=1; mode-set=0,1,2
            mode-set=2,0,1                                  | mode-set=2,0,1
            mode-change-capability=2;max-red=220            | mode-change-capability=2
            mode-change-period=2;mode-change-neighbor=1     | mode-change-period=2; mode-change-neighbor=1
            crc=0;robust-sorting=0;channels=1               | crc=0; robust-sorting=0; channels=1
            octet-align=1;novelty=5;;flag; =                | octet-align=1
            """)
    void answers_with_what_has_to_be_repeated_and_leaves_out_the_rest(String offered, String answered) {
        assertThat(codec.answerParameters(offered)).hasValue(answered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "octet-align=2",
                "octet-align",
                "octet-align=",
                "octet-align=1=1",
                "octet-align=1;octet-align=0",
                "octet-align=1; Octet-Align=1",
                "octet-align=１",
                "mode-set=9",
                "mode-set=0,1,",
                "mode-set=",
                "mode-set=-1",
                "mode-set=0,1,2,3,4,5,6,7,8,0",
                "mode-set=0\r\na=sendonly",
                "mode-change-period=3",
                "mode-change-neighbor=yes",
                "crc=1",
                "robust-sorting=1",
                "interleaving=30",
                "interleaving",
                "channels=2"
            })
    void refuses_what_it_cannot_stand_by(String offered) {
        assertThat(codec.answerParameters(offered)).isEmpty();
    }

    @Test
    void formats_are_interchangeable_when_packing_and_modes_are_the_same() {
        assertThat(Stream.of("", "octet-align=0", "mode-set=8,7,6,5,4,3,2,1,0", "mode-change-capability=2", "crc=0")
                        .map(codec::formatKey))
                .containsOnly(codec.formatKey(""));
        assertThat(codec.formatKey("mode-set=2, 0,1")).isEqualTo(codec.formatKey("mode-set=0,1,2"));
        assertThat(Stream.of(
                                "",
                                "octet-align=1",
                                "mode-set=0,1,2",
                                "octet-align=1; mode-set=0,1,2",
                                "mode-change-period=2",
                                "mode-change-neighbor=1",
                                "interleaving=4")
                        .map(codec::formatKey))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"'', 4", "'octet-align=0', 4", "'octet-align=1', 8", "'octet-align=1; mode-set=0', 8"})
    void silence_is_one_lost_frame_in_the_negotiated_packing(String parameters, int headerBits) {
        var bits = new Bits(codec.silenceFrame(parameters).orElseThrow());

        assertThat(bits.take(4)).as("no mode request").isEqualTo(15);
        bits.take(headerBits - 4);
        assertThat(bits.take(1)).as("the last frame").isZero();
        assertThat(bits.take(4)).as("SPEECH_LOST").isEqualTo(14);
        assertThat(bits.take(1)).as("not damaged").isOne();
        assertThat(bits.left()).as("padding").isLessThan(8);
        assertThat(bits.take(bits.left())).isZero();
    }

    @Test
    void silence_is_the_payload_that_was_heard_in_a_decoder() {
        assertThat(codec.silenceFrame("")).hasValue(HexFormat.of().parseHex("f740"));
        assertThat(codec.silenceFrame("octet-align=1")).hasValue(HexFormat.of().parseHex("f074"));
    }

    @Test
    void silence_is_a_copy() {
        codec.silenceFrame("").orElseThrow()[0] = 0;

        assertThat(codec.silenceFrame("").orElseThrow()[0]).isEqualTo((byte) 0xF7);
    }

    @Test
    void any_packet_can_be_the_first() {
        assertThat(codec.isKeyframe(new byte[0], 0, 0)).isTrue();
    }

    @Test
    void arbitrary_parameters_are_survived_and_answered_with_nothing_that_was_not_checked() {
        var pieces =
                ("octet-align mode-set interleaving crc channels max-red = ; , 0 1 2 8 9 \r \n \0 \u2028 \uD800 \uFF11 "
                                + "% a=candidate: mode-change-period")
                        .split(" ", -1);
        var random = new Random(11);
        for (var round = 0; round < 100_000; round++) {
            var offered = new StringBuilder();
            for (var piece = random.nextInt(14); piece > 0; piece--) {
                offered.append(pieces[random.nextInt(pieces.length)]);
            }
            var text = offered.toString();
            codec.formatKey(text);
            codec.silenceFrame(text);
            codec.answerParameters(text)
                    .ifPresent(answer -> assertThat(answer).as(text).matches("[a-z0-9=,; -]*"));
        }
    }

    @Test
    void an_answer_is_accepted_again_and_means_the_same() {
        var answer = codec.answerParameters("mode-set=0,2 ; max-red=0 ; octet-align=1")
                .orElseThrow();

        assertThat(codec.answerParameters(answer)).hasValue(answer);
        assertThat(codec.formatKey(answer)).isEqualTo(codec.formatKey("octet-align=1;mode-set=2,0"));
    }
}
