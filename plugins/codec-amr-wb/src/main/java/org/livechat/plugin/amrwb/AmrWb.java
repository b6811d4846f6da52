package org.livechat.plugin.amrwb;

import java.util.Optional;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaKind;

/** AMR-WB in one channel, in both packings of RFC 4867. */
public final class AmrWb implements CodecProvider {
    @Override
    public String name() {
        return "AMR-WB";
    }

    @Override
    public MediaKind kind() {
        return MediaKind.AUDIO;
    }

    @Override
    public int clockRate() {
        return 16000;
    }

    @Override
    public Optional<String> answerParameters(String offered) {
        return FormatParameters.accepted(offered).map(FormatParameters::text);
    }

    /**
     * How frames are packed, and which modes and changes of mode both sides are bound to: a receiver of another packing
     * cannot parse the stream (8.3.1), and one of another mode-set has not agreed to what is in it.
     */
    @Override
    public String formatKey(String parameters) {
        // What was negotiated was accepted; anything else must at least not be taken for a format that exists.
        return FormatParameters.accepted(parameters)
                .map(FormatParameters::formatKey)
                .orElse("unknown");
    }

    /** Every speech frame stands for itself: a decoder can start with any. */
    @Override
    public boolean isKeyframe(byte[] payload, int offset, int length) {
        return true;
    }

    @Override
    public Optional<byte[]> silenceFrame(String parameters) {
        return FormatParameters.accepted(parameters)
                .map(FormatParameters::packing)
                .map(Packing::silence);
    }
}
