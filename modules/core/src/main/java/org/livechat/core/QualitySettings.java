package org.livechat.core;

/**
 * How channels are measured.
 *
 * @param channels the most channels that have figures of their own, 1 to 1000
 */
public record QualitySettings(int channels) {
    private static final int MOST_CHANNELS = 1000;

    public QualitySettings {
        Bounds.within("quality.channels", channels, 1, MOST_CHANNELS);
    }

    public static QualitySettings defaults() {
        return new QualitySettings(100);
    }
}
