package org.livechat.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.PayloadNumbering;
import org.livechat.api.media.PictureLayer;
import org.livechat.plugin.amrwb.AmrWb;
import org.livechat.rtc.codec.BuiltInCodecs;
import org.livechat.rtc.layer.FrameDependencies;

/** Payload descriptors and format parameters of VP8, VP9, H264, AV1 and AMR-WB, and the dependency descriptor: the first byte says which. */
public final class CodecTarget {
    private static final List<CodecProvider> CODECS =
            Stream.concat(BuiltInCodecs.all().stream(), Stream.of(new AmrWb())).toList();
    private static final int MOST_HEIGHT = 1 << 16;
    private static final int PACKETS = 3;

    private CodecTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] rest = new byte[input.length - 1];
        System.arraycopy(input, 1, rest, 0, rest.length);
        Framed payload = Framed.of(rest);
        int which = (input[0] & 0xFF) % (CODECS.size() + 1);
        if (which == CODECS.size()) {
            dependencies(payload);
        } else {
            codec(CODECS.get(which), payload, rest);
        }
        payload.checkOthers();
    }

    private static void codec(CodecProvider codec, Framed payload, byte[] parameters) {
        byte[] buffer = payload.buffer();
        int offset = payload.offset();
        int length = payload.length();
        codec.isKeyframe(buffer, offset, length);
        int height = codec.pictureHeight(buffer, offset, length);
        Property.holds(height >= 0 && height <= MOST_HEIGHT, codec.name() + " has a picture of " + height + " lines");
        for (int spatial = 0; spatial <= PictureLayer.HIGHEST; spatial++) {
            int ofLayer = codec.pictureHeight(buffer, offset, length, spatial);
            Property.holds(
                    ofLayer >= 0 && ofLayer <= MOST_HEIGHT, codec.name() + " has a layer of " + ofLayer + " lines");
        }
        codec.layer(buffer, offset, length);
        String text = new String(parameters, StandardCharsets.ISO_8859_1);
        codec.formatKey(text);
        codec.answerParameters(text).ifPresent(answer -> answered(codec, answer));
        codec.silenceFrame(text);
        codec.numbering().ifPresent(numbering -> renumber(numbering, payload));
    }

    /** What was answered is no other format when it is offered, as who takes part in a call of three parties does. */
    private static void answered(CodecProvider codec, String answer) {
        Property.holds(
                codec.answerParameters(answer).filter(answer::equals).isPresent(),
                codec.name() + " does not answer '" + answer + "' with itself");
    }

    private static void renumber(PayloadNumbering numbering, Framed payload) {
        numbering.begin();
        for (int i = 0; i < PACKETS; i++) {
            numbering.continueIn(payload.buffer(), payload.offset(), payload.length());
            numbering.leftOut(payload.buffer(), payload.offset(), payload.length());
        }
        numbering.begin();
        numbering.continueIn(payload.buffer(), payload.offset(), payload.length());
    }

    private static void dependencies(Framed element) {
        FrameDependencies dependencies = new FrameDependencies();
        for (int i = 0; i < PACKETS; i++) {
            dependencies.read(element.buffer(), element.offset(), element.length());
        }
        for (int spatial = 0; spatial <= PictureLayer.HIGHEST; spatial++) {
            int height = dependencies.height(spatial);
            Property.holds(height >= 0 && height <= MOST_HEIGHT, "a layer of " + height + " lines");
        }
    }
}
