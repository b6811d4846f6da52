package org.livechat.chaos;

import java.time.Duration;

/**
 * How much of everything there is.
 *
 * @param channels one in ten is a conference
 * @param people who come and go
 * @param strangers who ask and read nothing
 * @param pause of somebody between two things, on average
 * @param round until all have to go, and the server is looked at
 * @param rounds one after the other
 */
record Profile(int channels, int people, int strangers, Duration pause, Duration round, int rounds) {
    static final Duration MOST_TALK = Duration.ofSeconds(5);
    static final Duration END_OF_MEDIA = Duration.ofSeconds(2);
    /** T3 of the profile mcptt. */
    static final Duration GRACE = Duration.ofSeconds(3);

    static final Duration CONSENT = Duration.ofSeconds(8);
    /** How long a session waits for its client. */
    static final Duration RESUME = Duration.ofSeconds(3);

    /** T2 begins with the first packet, which has T1 to come; the rest is for a machine that is busy. */
    static final Duration LONGEST_TURN =
            MOST_TALK.plus(END_OF_MEDIA).plus(GRACE).plusSeconds(6);

    /** Hundreds of clients: with a pause of 3 s they and the server take two cores. */
    static Profile full(int minutes, Duration pause) {
        return new Profile(100, 300, 2, pause, Duration.ofSeconds(100), Math.max(3, minutes / 2));
    }

    /** What runs with every build. */
    static Profile slice() {
        return new Profile(10, 30, 1, Duration.ofMillis(800), Duration.ofSeconds(9), 3);
    }

    static String channelId(int number) {
        return "C-%03d".formatted(number);
    }

    static boolean isConference(int number) {
        return number % 10 == 9;
    }

    static String userId(int number) {
        return "person%03d".formatted(number);
    }

    /** The server's livechat.yaml: floors of several kinds, turns that are short enough to run out, and room for all at one address. */
    String configuration() {
        var text = new StringBuilder("""
                http: {host: 127.0.0.1, connections_per_address: 4000}
                media: {host: 127.0.0.1, consent_timeout: %ds, warm_up: false}
                signaling: {unidentified_per_address: 1000, away_per_address: 1000, egress_timeout: 10s}
                floor: {max_talk: %ds, end_of_media: %ds}
                sessions: {resume_timeout: %ds}
                trace: {events: 256}
                quality: {channels: 3}
                shutdown: {drain_timeout: 2s}
                watchdog: {patience: 30s}  # a thread that waits for a core does not hang
                channels:
                  empty_lifetime: 1s
                  presets:
                """.formatted(
                        CONSENT.toSeconds(), MOST_TALK.toSeconds(), END_OF_MEDIA.toSeconds(), RESUME.toSeconds()));
        for (int i = 0; i < channels; i++) {
            text.append("    - {id: %s, freq: \"%04d\", name: \"Channel %d\", mode: %s, capacity: 100%s}%n"
                    .formatted(channelId(i), i, i, isConference(i) ? "conference" : "ptt", floor(i)));
        }
        return text.toString();
    }

    private static String floor(int number) {
        if (isConference(number)) {
            return "";
        }
        return switch (number % 10) {
            case 1 -> ", floor: {profile: mcptt}";
            case 3 -> ", floor: {policy: fifo}";
            case 5 -> ", floor: {profile: cut-in}";
            case 7 -> ", floor: {queue_limit: 1}";
            default -> "";
        };
    }
}
