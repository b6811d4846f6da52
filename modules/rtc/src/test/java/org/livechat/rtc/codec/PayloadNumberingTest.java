package org.livechat.rtc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.PayloadNumbering;

class PayloadNumberingTest {
    // Each line: payloads of the first source, those of the second one, and what the second ones become.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VP8 | 90808123 AA            | 9080F012 BB                | 90808124 BB                | 15-bit picture id
            VP8 | 90808123 AA            | 9080F012 BB; 9080F013 CC   | 90808124 BB; 90808125 CC   | and it counts on
            VP8 | 90808123 AA            | 9080F012 BB; 8080F012 CC   | 90808124 BB; 80808124 CC   | two packets of one picture
            VP8 | 90808123 AA            | 9080F012 BB; 9080F011 CC   | 90808124 BB; 90808123 CC   | one that comes late
            VP8 | 9080FFFF AA            | 9080F012 BB                | 90808000 BB                | it wraps
            VP8 | 90C0812307 AA          | 90C0F012EE BB              | 90C0812408 BB              | and TL0PICIDX
            VP8 | 90C08123FF AA          | 90C0F012EE BB              | 90C0812400 BB              | which wraps
            VP8 | 90E0812307A0 AA        | 90E0F012EE80 BB            | 90E081240880 BB            | TID stays
            VP8 | 904007 AA              | 9040EE BB                  | 904008 BB                  | TL0PICIDX alone
            VP8 | 90807F AA              | 908012 BB                  | 908000 BB                  | 7-bit picture id
            VP8 | 90808123 AA            | 908012 BB                  | 908024 BB                  | from 15 bits to 7
            VP8 | 10 AA                  | 10 BB                      | 10 BB                      | no extension
            VP8 | 9000 AA                | 9000 BB                    | 9000 BB                    | an empty extension
            VP9 | 888123 AA              | 88F012 BB                  | 888124 BB                  | 15-bit picture id
            VP9 | 8823 AA                | 8812 BB                    | 8824 BB                    | 7-bit picture id
            VP9 | A881231007 AA          | A8F01210EE BB              | A881241008 BB              | and TL0PICIDX
            VP9 | B8812310 AA            | B8F01210 BB                | B8812410 BB                | flexible mode has none
            VP9 | 281007 AA              | 2810EE BB                  | 281008 BB                  | TL0PICIDX alone
            VP9 | 08 AA                  | 08 BB                      | 08 BB                      | neither
            """)
    void numbers_go_on_where_another_source_begins(
            String codec, String first, String second, String expected, String what) {
        var numbering = numbering(codec);
        numbering.begin();
        for (var payload : payloads(first)) {
            assertThat(moved(numbering, payload))
                    .as("the first source, " + what)
                    .isEqualTo(payload);
        }

        numbering.begin();

        var wanted = payloads(expected);
        var given = payloads(second);
        for (var i = 0; i < given.length; i++) {
            assertThat(moved(numbering, given[i])).as(what).isEqualTo(wanted[i]);
        }
    }

    @Test
    void only_the_newest_number_counts_for_the_source_that_follows() {
        var numbering = numbering("VP8");
        for (var payload : payloads("90808123 AA; 90808125 AA; 90808124 AA")) {
            moved(numbering, payload);
        }

        numbering.begin();

        assertThat(moved(numbering, payloads("9080F012 BB")[0])).isEqualTo(payloads("90808126 BB")[0]);
    }

    // Each line: payloads, those that are left out in brackets, and what the others become.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VP8 | 90808123 A; [90808124 B]; 90808125 C             | 90808123 A; 90808124 C              | the gap is closed
            VP8 | 90808123 A; [90808124 B]; [80808124 B]; 90808125 C | 90808123 A; 90808124 C            | once a frame
            VP8 | 90808123 A; [90808124 B]; 90808125 C; 80808123 A; 80808125 C | 90808123 A; 90808124 C; 80808123 A; 80808124 C | what comes late goes where it was
            VP8 | 90808123 A; 90808125 C; [90808124 B]; 90808126 D | 90808123 A; 90808125 C; 90808126 D  | what is left out late leaves its gap
            VP8 | 9080FFFE A; [9080FFFF B]; [90808000 C]; 90808001 D | 9080FFFE A; 9080FFFF D            | it wraps
            VP8 | 90807E A; [90807F B]; 908000 C                   | 90807E A; 90807F C                  | 7-bit picture id
            VP8 | 90C0812307 A; [90C0812408 B]; 90C0812508 C       | 90C0812307 A; 90C0812408 C          | TL0PICIDX is not left out
            VP8 | 10 A; [10 B]; 10 C                               | 10 A; 10 C                          | no numbers
            VP9 | A881231007 A; [A881243007 B]; A881251008 C       | A881231007 A; A881251008 C          | references count in picture ids
            """)
    void numbers_close_the_gap_of_what_is_left_out(String codec, String given, String expected, String what) {
        var numbering = numbering(codec);
        var wanted = payloads(expected);
        var sent = 0;
        for (var text : given.split(";", -1)) {
            var payload = payloads(text.replace("[", "").replace("]", ""))[0];
            if (text.contains("[")) {
                var before = payload.clone();
                numbering.leftOut(payload, 0, payload.length);
                assertThat(payload).as("nothing is written, " + what).isEqualTo(before);
            } else {
                assertThat(moved(numbering, payload)).as(what).isEqualTo(wanted[sent++]);
            }
        }
        assertThat(sent).isEqualTo(wanted.length);
    }

    @Test
    void another_source_goes_on_behind_what_was_sent_and_not_behind_what_was_left_out() {
        var numbering = numbering("VP8");
        moved(numbering, payloads("90808123 AA")[0]);
        var left = payloads("90808124 AA")[0];
        numbering.leftOut(left, 0, left.length);

        numbering.begin();

        assertThat(moved(numbering, payloads("9080F012 BB")[0])).isEqualTo(payloads("90808124 BB")[0]);
        assertThat(moved(numbering, payloads("9080F013 BB")[0])).isEqualTo(payloads("90808125 BB")[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VP8", "VP9"})
    void arbitrary_and_short_payloads_are_survived_within_their_bounds(String codec) {
        var random = new Random(7);
        var numbering = numbering(codec);
        var twin = numbering(codec);
        for (var round = 0; round < 100_000; round++) {
            var payload = new byte[random.nextInt(12)];
            random.nextBytes(payload);
            var inside = new byte[payload.length + 20];
            Arrays.fill(inside, (byte) round);
            System.arraycopy(payload, 0, inside, 10, payload.length);
            var expected = inside.clone();
            if (round % 10 == 0) {
                numbering.begin();
                twin.begin();
            }
            if (round % 3 == 0) {
                numbering.leftOut(inside, 10, payload.length);
                twin.leftOut(payload, 0, payload.length);
            }

            numbering.continueIn(inside, 10, payload.length);

            System.arraycopy(moved(twin, payload), 0, expected, 10, payload.length);
            assertThat(inside).isEqualTo(expected);
        }
    }

    @Test
    void codecs_without_such_numbers_have_none() {
        assertThat(codec("H264").numbering()).isEmpty();
        assertThat(codec("opus").numbering()).isEmpty();
    }

    private static byte[] moved(PayloadNumbering numbering, byte[] payload) {
        var copy = payload.clone();
        numbering.continueIn(copy, 0, copy.length);
        return copy;
    }

    private static byte[][] payloads(String text) {
        return Arrays.stream(text.split(";"))
                .map(payload -> HexFormat.of()
                        .parseHex(payload.replaceAll(" (.)$", "0$1").replace(" ", "")))
                .toArray(byte[][]::new);
    }

    private static PayloadNumbering numbering(String codec) {
        return codec(codec).numbering().orElseThrow();
    }

    private static CodecProvider codec(String name) {
        return BuiltInCodecs.all().stream()
                .filter(codec -> codec.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
