package org.livechat.netlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is made of samples. */
class FiguresTest {
    @Test
    void voice_that_is_made_up_is_told_from_silence() {
        Reception heard = Reception.of(samples(100, 3).between(0, 10_000));
        assertThat(heard.concealedPercent().getAsDouble()).isCloseTo(5, within(0.01));
        assertThat(heard.silentPercent().getAsDouble()).isCloseTo(1, within(0.01));
        assertThat(heard.voiceBufferMillis().getAsDouble()).isCloseTo(1000.0 * 2 / 4800, within(0.01));
    }

    @Test
    void a_picture_that_never_returns_is_in_a_gap_to_the_end() {
        Reception seen = Reception.of(samples(20, 3));
        assertThat(seen.seconds()).isCloseTo(9.9, within(0.01));
        assertThat(seen.gapSeconds()).isCloseTo(7.9, within(0.11));
        assertThat(seen.longestGapSeconds()).isEqualTo(seen.gapSeconds());
        assertThat(seen.framesPerSecond().getAsDouble()).isCloseTo(19 * 3 / 9.9, within(0.01));
    }

    @Test
    void a_picture_that_goes_on_has_no_gap_and_a_stream_without_packets_is_none() {
        Reception seen = Reception.of(samples(100, 3));
        assertThat(seen.gapSeconds()).isZero();
        assertThat(seen.framesPerSecond().getAsDouble()).isCloseTo(30, within(0.01));
    }

    @Test
    void what_is_counted_began_at_the_first_sample() {
        assertThat(Reception.of(samples(100, 3)).nacks()).hasValue(0);
    }

    @Test
    void who_saw_nothing_was_in_a_gap_all_the_time() {
        Samples nothing = Samples.of(
                JsonMapper.shared().readTree("[{\"at\": 0, \"inbound\": []}, {\"at\": 5000, \"inbound\": []}]"));
        assertThat(Reception.of(nothing).gapSeconds()).isEqualTo(5);
        assertThat(Reception.of(nothing).framesPerSecond()).hasValue(0);
    }

    @Test
    void what_is_sent_is_counted_by_the_second_from_the_first_packet_on() {
        Sending sent = Sending.of(samples(100, 3).sinceSending());
        assertThat(sent.sentInSecond(1).getAsDouble()).isCloseTo(80, within(9.0)); // 1000 bytes a sample
        assertThat(sent.sentInSecond(5).getAsDouble()).isCloseTo(80, within(9.0));
        assertThat(sent.sentInSecond(60)).isEmpty();
        assertThat(sent.available()).contains(300.0);
    }

    @Test
    void what_a_browser_does_not_count_is_none_and_not_zero() {
        Reception heard = Reception.of(samples(100, 3));
        assertThat(heard.plis()).isEmpty();
        assertThat(heard.repaired()).isEmpty();
        Sending sent = Sending.of(samples(100, 3).sinceSending());
        assertThat(sent.keyFrames()).isEmpty();
        assertThat(sent.limitedByCpuSeconds()).isEmpty();
        assertThat(Figure.text(sent.keyFrames(), 1)).isEqualTo("-");
    }

    @Test
    void a_median_is_of_the_rounds_that_have_the_figure() {
        assertThat(Figure.median(Stream.of(OptionalDouble.of(9), OptionalDouble.empty(), OptionalDouble.of(1))))
                .hasValue(5);
        assertThat(Figure.median(Stream.of(OptionalDouble.of(9), OptionalDouble.of(2), OptionalDouble.of(1))))
                .hasValue(2);
        assertThat(Figure.median(Stream.of(OptionalDouble.empty()))).isEmpty();
    }

    /** Ten seconds, a sample each tenth, with a picture for some of them and nothing sent in the first two seconds. */
    private static Samples samples(int withPicture, int framesEach) {
        return Samples.of(JsonMapper.shared()
                .readTree(IntStream.range(0, 100)
                        .mapToObj(i -> sample(i, framesEach * Math.min(i, withPicture - 1), Math.max(0, i - 19)))
                        .collect(Collectors.joining(",", "[", "]"))));
    }

    private static String sample(int tenths, int frames, int sent) {
        return """
            {"at": %d, "inbound": [
              {"id": "v", "kind": "video", "packetsReceived": 9, "framesDecoded": %d, "nackCount": 7, "frameWidth": 320},
              {"id": "a", "kind": "audio", "packetsReceived": 9, "totalSamplesReceived": %d, "concealedSamples": %d,
               "silentConcealedSamples": %d, "jitterBufferDelay": %d, "jitterBufferEmittedCount": %d},
              {"id": "idle", "kind": "video", "packetsReceived": 0, "framesDecoded": 0}],
             "outbound": [{"id": "o", "kind": "video", "packetsSent": %d, "bytesSent": %d}], "available": 300000}
            """.formatted(
                        100 * tenths,
                        frames,
                        4800 * tenths,
                        288 * tenths,
                        48 * tenths,
                        2 * tenths,
                        4800 * tenths,
                        sent,
                        1000 * sent);
    }
}
