package org.livechat.media.format;

/**
 * A format of a codec, whoever provides that: streams of the same one can be decoded by whoever negotiated it, under whatever
 * number. There is one object for each; it knows no provider, so that it may outlive them.
 */
public final class Format {
    private final int index;
    private final int clockRate;

    Format(int index, int clockRate) {
        this.index = index;
        this.clockRate = clockRate;
    }

    /** Its place in tables of payload types. */
    int index() {
        return index;
    }

    /** RTP ticks a second of its streams. */
    public int clockRate() {
        return clockRate;
    }
}
