package org.livechat.media.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaKind;

class CodecSetTest {
    private final FormatTable formats = new FormatTable();
    private final CodecSet codecs = new CodecSet(List.of(), formats);

    @Test
    void equal_keys_are_one_format_with_the_silence_of_its_parameters() {
        var codec = new Packed("speech");
        Codec aligned = codecs.of(codec, "aligned").orElseThrow();
        Codec dense = codecs.of(codec, "dense").orElseThrow();

        assertThat(codecs.of(codec, "aligned")).hasValue(aligned);
        assertThat(dense.format().index()).isNotEqualTo(aligned.format().index());
        assertThat(aligned.silenceFrame()).asString(StandardCharsets.US_ASCII).isEqualTo("aligned");
        assertThat(aligned.format().clockRate()).isEqualTo(16_000);
    }

    @Test
    void made_up_formats_of_one_codec_leave_room_for_all_others() {
        var flooded = new Packed("flooded");
        for (int i = 0; i < 10_000; i++) {
            codecs.of(flooded, "made up " + i);
        }

        assertThat(codecs.of(flooded, "one more")).isEmpty();
        assertThat(codecs.of(flooded, "made up 0")).isPresent();
        assertThat(codecs.of(new Packed("other"), "one")).isPresent();
    }

    @Test
    void the_same_format_is_known_from_one_set_to_the_next_and_its_provider_is_not() {
        Codec before = codecs.of(new Packed("speech"), "dense").orElseThrow();
        var later = new Packed("Speech");
        Codec after = new CodecSet(List.of(later), formats).of(later, "dense").orElseThrow();

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
