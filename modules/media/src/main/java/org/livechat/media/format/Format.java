package org.livechat.media.format;

/**
 * A format of a codec, whoever provides that: streams of the same one can be decoded by whoever negotiated it, under whatever
 * number. There is one object for each; it knows no provider, so that it may outlive them.
 */
public final class Format {
    private final int number;
    private final String name;
    private final int clockRate;

    Format(int number, String name, int clockRate) {
        this.number = number;
        this.name = name;
        this.clockRate = clockRate;
    }

    /** Counts formats, so that it spreads them over a table. */
    int number() {
        return number;
    }

    /** The encoding name of its codec. */
    public String name() {
        return name;
    }

    /** RTP ticks a second of its streams. */
    public int clockRate() {
        return clockRate;
    }
}
