package org.livechat.media.format;

import org.livechat.api.media.CodecProvider;

/** One format of a codec: streams of an equal one can be decoded by whoever negotiated it, under whatever number. */
public final class Codec {
    private final int index;
    private final CodecProvider provider;
    private final int clockRate;
    private final byte[] silenceFrame;

    /** @param parameters any of the negotiated ones that mean this format */
    Codec(int index, CodecProvider provider, String parameters) {
        this.index = index;
        this.provider = provider;
        this.clockRate = provider.clockRate();
        this.silenceFrame = provider.silenceFrame(parameters).orElse(new byte[0]);
    }

    /** Its place in tables of payload types. */
    int index() {
        return index;
    }

    public CodecProvider provider() {
        return provider;
    }

    /** RTP ticks a second of its streams. */
    public int clockRate() {
        return clockRate;
    }

    /** Empty when the codec has none; not to be changed. */
    public byte[] silenceFrame() {
        return silenceFrame;
    }
}
