package org.livechat.media.format;

import org.livechat.api.media.CodecProvider;

/** A format and who provides its codec to those that negotiated it. */
public final class Codec {
    private final Format format;
    private final CodecProvider provider;
    private final byte[] silenceFrame;

    /** @param parameters any of the negotiated ones that mean this format */
    Codec(Format format, CodecProvider provider, String parameters) {
        this.format = format;
        this.provider = provider;
        this.silenceFrame = provider.silenceFrame(parameters).orElse(new byte[0]);
    }

    public Format format() {
        return format;
    }

    public CodecProvider provider() {
        return provider;
    }

    /** Empty when the codec has none; not to be changed. */
    public byte[] silenceFrame() {
        return silenceFrame;
    }
}
