package org.livechat.rtc.codec;

import java.util.Optional;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaKind;

/** Opus (RFC 6716, RFC 7587). */
public final class Opus implements CodecProvider {
    /** 20 ms of stereo CELT with nothing in it: what encoders themselves send for silence. */
    private static final byte[] SILENCE = {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE};

    private static final String IN_BAND_FEC = "useinbandfec=";

    /** For ServiceLoader. */
    public Opus() {}

    @Override
    public String name() {
        return "opus";
    }

    @Override
    public MediaKind kind() {
        return MediaKind.AUDIO;
    }

    @Override
    public int clockRate() {
        return 48000;
    }

    @Override
    public int channels() {
        return 2;
    }

    /** RFC 7587 6.1: the sender may repeat a frame in a smaller form within the next packet, which the listener may lack. */
    @Override
    public Optional<String> answerParameters(String offered) {
        if (offered.contains(IN_BAND_FEC)) {
            return Optional.of(offered);
        }
        return Optional.of(offered.isEmpty() ? IN_BAND_FEC + "1" : offered + ";" + IN_BAND_FEC + "1");
    }

    @Override
    public boolean isKeyframe(byte[] payload, int offset, int length) {
        return true;
    }

    @Override
    public Optional<byte[]> silenceFrame(String parameters) {
        return Optional.of(SILENCE.clone());
    }
}
