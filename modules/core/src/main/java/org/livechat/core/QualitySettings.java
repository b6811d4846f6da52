package org.livechat.core;

import java.time.Duration;
import java.util.Optional;

/**
 * How channels are measured, and what is too bad. An alarm is raised when a figure's 95th percentile, over all channels and the
 * window, is longer than what it says here; empty: never.
 *
 * @param channels the most channels that have figures of their own, 1 to 1000
 * @param window measurements that are older than this raise no alarm, 10 s to 1 h
 * @param accessAlarm of the time from a floor request to its grant
 * @param mouthToEarAlarm of the time from a talker's network interface to a listener's
 * @param lateEntryAlarm of the time from a join to the first media
 */
public record QualitySettings(
        int channels,
        Duration window,
        Optional<Duration> accessAlarm,
        Optional<Duration> mouthToEarAlarm,
        Optional<Duration> lateEntryAlarm) {
    private static final int MOST_CHANNELS = 1000;

    public QualitySettings {
        Bounds.within("quality.channels", channels, 1, MOST_CHANNELS);
        Bounds.within("quality.window", window, Duration.ofSeconds(10), Duration.ofHours(1));
    }

    /** Goals of TS 22.179 6.15; late entry has ICE and DTLS in it, for which there is none. */
    public static QualitySettings defaults() {
        return new QualitySettings(
                100,
                Duration.ofMinutes(5),
                Optional.of(Duration.ofMillis(300)),
                Optional.of(Duration.ofMillis(300)),
                Optional.of(Duration.ofSeconds(1)));
    }
}
