package org.livechat.media.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaKind;

class CodecTableTest {
    private final CodecTable table = new CodecTable();

    @Test
    void equal_keys_are_one_format_with_the_silence_of_its_parameters() {
        var codec = new Packed("speech");
        Codec aligned = table.of(codec, "aligned").orElseThrow();
        Codec dense = table.of(codec, "dense").orElseThrow();

        assertThat(table.of(codec, "aligned")).hasValue(aligned);
        assertThat(dense.index()).isNotEqualTo(aligned.index());
        assertThat(aligned.silenceFrame()).asString(StandardCharsets.US_ASCII).isEqualTo("aligned");
        assertThat(aligned.clockRate()).isEqualTo(16_000);
    }

    @Test
    void made_up_formats_of_one_codec_leave_room_for_all_others() {
        var flooded = new Packed("flooded");
        for (int i = 0; i < 10_000; i++) {
            table.of(flooded, "made up " + i);
        }

        assertThat(table.of(flooded, "one more")).isEmpty();
        assertThat(table.of(flooded, "made up 0")).isPresent();
        assertThat(table.of(new Packed("other"), "one")).isPresent();
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
