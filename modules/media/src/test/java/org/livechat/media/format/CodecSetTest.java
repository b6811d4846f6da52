package org.livechat.media.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaKind;

class CodecSetTest {
    private static final int COLLECTIONS = 100;
    private static final long WAIT_MILLIS = 50;

    private final FormatTable formats = new FormatTable();
    private final CodecSet codecs = new CodecSet(List.of(), formats);

    @Test
    void equal_keys_are_one_format_with_the_silence_of_its_parameters() {
        var codec = new Packed("speech");
        Codec aligned = codecs.of(codec, "aligned");
        Codec dense = codecs.of(codec, "dense");

        assertThat(codecs.of(codec, "aligned")).isSameAs(aligned);
        assertThat(dense.format()).isNotSameAs(aligned.format());
        assertThat(aligned.silenceFrame()).asString(StandardCharsets.US_ASCII).isEqualTo("aligned");
        assertThat(aligned.format().clockRate()).isEqualTo(16_000);
    }

    @Test
    void made_up_formats_that_somebody_uses_take_no_place_from_anybody() {
        var flooded = new Packed("flooded");
        var used = IntStream.range(0, 10_000)
                .mapToObj(number -> codecs.of(flooded, "made up " + number))
                .toList();
        Codec other = codecs.of(flooded, "another's");

        assertThat(used).doesNotHaveDuplicates().doesNotContain(other);
        assertThat(codecs.of(flooded, "another's")).isSameAs(other);
        assertThat(codecs.of(flooded, "made up 0")).isSameAs(used.getFirst());
    }

    @Test
    void formats_that_nobody_uses_are_forgotten() throws InterruptedException {
        var codec = new Packed("speech");
        Codec used = codecs.of(codec, "used");
        for (int i = 0; i < 10_000; i++) {
            codecs.of(codec, "made up " + i);
        }
        for (int i = 0; i < COLLECTIONS && formats.size() > 1; i++) {
            System.gc();
            Thread.sleep(WAIT_MILLIS);
        }

        assertThat(formats.size()).isOne();
        assertThat(codecs.of(codec, "used")).isSameAs(used);
    }

    @Test
    void each_of_many_formats_of_a_client_has_its_number() {
        var codec = new Packed("speech");
        var types = IntStream.range(0, 128)
                .mapToObj(number -> new PayloadType(
                        number, codecs.of(codec, "format " + number), PayloadType.NONE, 127 - number, Feedback.NONE))
                .toList();
        var numbers = new PayloadTypes(types);

        for (PayloadType type : types) {
            assertThat(numbers.of(type.codec().format())).isEqualTo(type.number());
            assertThat(numbers.redundancy(type.codec().format())).isEqualTo(type.redundancy());
        }
        assertThat(numbers.of(codecs.of(codec, "another's").format())).isEqualTo(PayloadType.NONE);
        assertThat(new PayloadTypes(List.of()).of(types.getFirst().codec().format()))
                .isEqualTo(PayloadType.NONE);
    }

    @Test
    void the_same_format_is_known_from_one_set_to_the_next_and_its_provider_is_not() {
        Codec before = codecs.of(new Packed("speech"), "dense");
        var later = new Packed("Speech");
        Codec after = new CodecSet(List.of(later), formats).of(later, "dense");

        assertThat(after.format()).isSameAs(before.format());
        assertThat(after.provider()).isSameAs(later);
    }

    private record Packed(String name) implements CodecProvider {
        @Override
        public MediaKind kind() {
            return MediaKind.AUDIO;
        }

        @Override
        public int clockRate() {
            return 16_000;
        }

        @Override
        public String formatKey(String parameters) {
            return parameters;
        }

        @Override
        public boolean isKeyframe(byte[] payload, int offset, int length) {
            return true;
        }

        @Override
        public Optional<byte[]> silenceFrame(String parameters) {
            return Optional.of(parameters.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
