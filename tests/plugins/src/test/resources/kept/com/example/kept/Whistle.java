package com.example.kept;

import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaKind;

/** A codec that nobody has. */
public final class Whistle implements CodecProvider {
    @Override
    public String name() {
        return "WHISTLE";
    }

    @Override
    public MediaKind kind() {
        return MediaKind.AUDIO;
    }

    @Override
    public int clockRate() {
        return 8000;
    }

    @Override
    public boolean isKeyframe(byte[] payload, int offset, int length) {
        return true;
    }
}
