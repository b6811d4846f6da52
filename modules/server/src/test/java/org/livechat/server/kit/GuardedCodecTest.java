package org.livechat.server.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaKind;
import org.livechat.api.media.PayloadNumbering;
import org.livechat.api.media.PictureLayer;
import org.livechat.api.part.Section;
import org.livechat.server.provider.PartKind;
import org.livechat.server.provider.Provided;

/** A plug-in's codec that fails is offered to nobody any more, and no thread of the relay meets what it throws. */
class GuardedCodecTest {
    private static final byte[] PAYLOAD = {1, 2, 3};

    @Test
    void one_that_does_not_fail_answers_for_itself() {
        CodecProvider codec = guarded("nothing");
        assertThat(codec.name()).isEqualTo("ODD");
        assertThat(codec.section()).isEqualTo("codecs.odd");
        assertThat(codec.kind()).isEqualTo(MediaKind.VIDEO);
        assertThat(codec.clockRate()).isEqualTo(90_000);
        assertThat(codec.answerParameters("a=1")).contains("a=1");
        assertThat(codec.formatKey("a=1")).isEqualTo("key");
        assertThat(codec.isKeyframe(PAYLOAD, 0, 3)).isFalse();
        assertThat(codec.pictureHeight(PAYLOAD, 0, 3)).isEqualTo(240);
        assertThat(codec.pictureHeight(PAYLOAD, 0, 3, 1)).isEqualTo(480);
        assertThat(codec.layer(PAYLOAD, 0, 3)).isEqualTo(PictureLayer.of(0, 2));
        assertThat(codec.silenceFrame("")).contains(PAYLOAD);
        byte[] payload = PAYLOAD.clone();
        codec.numbering().orElseThrow().continueIn(payload, 0, 3);
        assertThat(payload[0]).isEqualTo((byte) 9);
        codec.numbering().orElseThrow().leftOut(payload, 0, 3);
        assertThat(payload[0]).isEqualTo((byte) 8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "answerParameters",
                "formatKey",
                "isKeyframe",
                "pictureHeight",
                "layer",
                "silenceFrame",
                "numbering",
                "leftOut",
                "begin",
                "continueIn",
                "null"
            })
    void after_a_failure_it_is_negotiated_no_more_and_what_it_relays_goes_on(String method) {
        CodecProvider codec = guarded(method);
        Optional<PayloadNumbering> numbering = codec.numbering();
        for (int round = 0; round < 2; round++) {
            codec.formatKey("");
            codec.isKeyframe(PAYLOAD, 0, 3);
            codec.pictureHeight(PAYLOAD, 0, 3);
            codec.pictureHeight(PAYLOAD, 0, 3, 1);
            codec.layer(PAYLOAD, 0, 3);
            codec.silenceFrame("");
            codec.answerParameters("");
            numbering.ifPresent(PayloadNumbering::begin);
            numbering.ifPresent(it -> it.continueIn(PAYLOAD.clone(), 0, 3));
            numbering.ifPresent(it -> it.leftOut(PAYLOAD.clone(), 0, 3));
        }
        assertThat(codec.answerParameters("a=1")).isEmpty();
        assertThat(codec.isKeyframe(PAYLOAD, 0, 3)).isTrue();
        assertThat(codec.clockRate()).isEqualTo(90_000);
    }

    /** What is left to an interface's default would not be asked of the codec. */
    @Test
    void all_that_a_codec_can_be_asked_is_guarded() {
        assertThat(CodecProvider.class.getDeclaredMethods())
                .filteredOn(method -> !Modifier.isStatic(method.getModifiers())
                        && !method.getName().equals("configured"))
                .hasSizeGreaterThan(10)
                .allSatisfy(method -> assertThat(
                                GuardedCodec.class.getDeclaredMethod(method.getName(), method.getParameterTypes()))
                        .isNotNull());
        Class<?> numbering = guarded("nothing").numbering().orElseThrow().getClass();
        assertThat(PayloadNumbering.class.getDeclaredMethods())
                .allSatisfy(
                        method -> assertThat(numbering.getDeclaredMethod(method.getName(), method.getParameterTypes()))
                                .isNotNull());
    }

    private static CodecProvider guarded(String failing) {
        var codec = new Failing(failing);
        var section = new Section("codecs.odd", List.of());
        return new GuardedCodec(
                new Provided(PartKind.CODEC, "ODD", section, codec, "plug-in odd 1", Optional.of("odd")), codec);
    }

    private record Failing(String failing) implements CodecProvider {
        private <T> T unless(String method, T answer) {
            if (failing.equals(method)) {
                throw new StackOverflowError(method);
            }
            return answer;
        }

        @Override
        public String name() {
            return "ODD";
        }

        @Override
        public MediaKind kind() {
            return MediaKind.VIDEO;
        }

        @Override
        public int clockRate() {
            return 90_000;
        }

        @Override
        public Optional<String> answerParameters(String offered) {
            return unless("answerParameters", Optional.of(offered));
        }

        @Override
        @SuppressWarnings("NullAway") // what a plug-in's author may do
        public String formatKey(String parameters) {
            return failing.equals("null") ? null : unless("formatKey", "key");
        }

        @Override
        public boolean isKeyframe(byte[] payload, int offset, int length) {
            return unless("isKeyframe", false);
        }

        @Override
        public int pictureHeight(byte[] payload, int offset, int length) {
            return unless("pictureHeight", 240);
        }

        @Override
        public int pictureHeight(byte[] payload, int offset, int length, int spatial) {
            return unless("pictureHeight", 240 << spatial);
        }

        @Override
        public int layer(byte[] payload, int offset, int length) {
            return unless("layer", PictureLayer.of(0, 2));
        }

        @Override
        public Optional<byte[]> silenceFrame(String parameters) {
            return unless("silenceFrame", Optional.of(PAYLOAD));
        }

        @Override
        public Optional<PayloadNumbering> numbering() {
            return unless("numbering", Optional.of(new PayloadNumbering() {
                @Override
                public void begin() {
                    unless("begin", 0);
                }

                @Override
                public void continueIn(byte[] payload, int offset, int length) {
                    payload[offset] = unless("continueIn", (byte) 9);
                }

                @Override
                public void leftOut(byte[] payload, int offset, int length) {
                    payload[offset] = unless("leftOut", (byte) 8);
                }
            }));
        }
    }
}
