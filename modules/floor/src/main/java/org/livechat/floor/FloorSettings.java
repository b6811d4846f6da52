package org.livechat.floor;

import java.time.Duration;

/**
 * How the floor of one channel behaves. Every duration is at most a day; those that may be off are off at zero.
 *
 * @param endOfMedia T1: a pause this long ends the talker's burst
 * @param stopTalking T2: the longest burst
 * @param grace T3: how long one who was told to stop may go on; may be zero
 * @param hangTime T4: how long nobody talks until {@link FloorEffect.HangTimeOver}; may be off
 * @param idleAgain T7: IDLE is repeated
 * @param revokeAgain T8: REVOKE is repeated to one who still sends media, whose session is closed after the last
 * @param grantedAgain T20: GRANTED is repeated to one served from the queue, who loses the floor after the last
 * @param ping the longest silence of a talker whose media does not flow
 * @param queueLimit how many may wait; 0 switches queueing off
 * @param talksAlone whether the only member of a channel is granted the floor
 * @param imminentPerilPriority what an imminent peril request without a priority is raised to
 * @param emergencyPriority what an emergency request without a priority is raised to
 * @param policy the name of the policy
 */
public record FloorSettings(
        Duration endOfMedia,
        Duration stopTalking,
        Duration grace,
        Duration hangTime,
        Resend idleAgain,
        Resend revokeAgain,
        Resend grantedAgain,
        Duration ping,
        int queueLimit,
        boolean talksAlone,
        int imminentPerilPriority,
        int emergencyPriority,
        String policy) {
    static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST_QUEUED = 1000;

    public FloorSettings {
        requireWithin("endOfMedia", endOfMedia, SHORTEST);
        requireWithin("stopTalking", stopTalking, SHORTEST);
        requireWithin("grace", grace, Duration.ZERO);
        requireWithin("hangTime", hangTime, Duration.ZERO);
        requireWithin("ping", ping, SHORTEST);
        requireWithin("queueLimit", queueLimit, MOST_QUEUED);
        requireWithin("imminentPerilPriority", imminentPerilPriority, 255);
        requireWithin("emergencyPriority", emergencyPriority, 255);
    }

    /** What the wire protocol promises by default: an immediate revoke, a queue of ten. */
    public static FloorSettings base() {
        Resend threeTimes = new Resend(Duration.ofSeconds(1), 3);
        return new FloorSettings(
                Duration.ofSeconds(4),
                Duration.ofSeconds(30),
                Duration.ZERO,
                Duration.ZERO,
                Resend.off(),
                threeTimes,
                threeTimes,
                Duration.ofSeconds(6),
                10,
                true,
                200,
                255,
                "priority");
    }

    /** TS 24.380: three seconds of grace, hang time, IDLE repeated, nobody talks alone. */
    public static FloorSettings mcptt() {
        return base().withGrace(Duration.ofSeconds(3))
                .withHangTime(Duration.ofSeconds(30))
                .withIdleAgain(new Resend(Duration.ofSeconds(1), 10))
                .withTalksAlone(false);
    }

    /** Audio cut-in: no grace, no queue, every request takes the floor. */
    public static FloorSettings cutIn() {
        return base().withQueueLimit(0).withPolicy("cut-in");
    }

    static void requireWithin(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " " + value + " is not within " + least + ".." + LONGEST);
        }
    }

    private static void requireWithin(String name, int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(name + " " + value + " is not within 0.." + most);
        }
    }

    public FloorSettings withEndOfMedia(Duration value) {
        return new FloorSettings(
                value,
                stopTalking,
                grace,
                hangTime,
                idleAgain,
                revokeAgain,
                grantedAgain,
                ping,
                queueLimit,
                talksAlone,
                imminentPerilPriority,
                emergencyPriority,
                policy);
    }

    public FloorSettings withStopTalking(Duration value) {
        return new FloorSettings(
                endOfMedia,
                value,
                grace,
                hangTime,
                idleAgain,
                revokeAgain,
                grantedAgain,
                ping,
                queueLimit,
                talksAlone,
                imminentPerilPriority,
                emergencyPriority,
                policy);
    }

    public FloorSettings withGrace(Duration value) {
        return new FloorSettings(
                endOfMedia,
                stopTalking,
                value,
                hangTime,
                idleAgain,
                revokeAgain,
                grantedAgain,
                ping,
                queueLimit,
                talksAlone,
                imminentPerilPriority,
                emergencyPriority,
                policy);
    }

    public FloorSettings withHangTime(Duration value) {
        return new FloorSettings(
                endOfMedia,
                stopTalking,
                grace,
                value,
                idleAgain,
                revokeAgain,
                grantedAgain,
                ping,
                queueLimit,
                talksAlone,
                imminentPerilPriority,
                emergencyPriority,
                policy);
    }

    public FloorSettings withIdleAgain(Resend value) {
        return new FloorSettings(
                endOfMedia,
                stopTalking,
                grace,
                hangTime,
                value,
                revokeAgain,
                grantedAgain,
                ping,
                queueLimit,
                talksAlone,
                imminentPerilPriority,
                emergencyPriority,
                policy);
    }

    public FloorSettings withRevokeAgain(Resend value) {
        return new FloorSettings(
                endOfMedia,
                stopTalking,
                grace,
                hangTime,
                idleAgain,
                value,
                grantedAgain,
                ping,
                queueLimit,
                talksAlone,
                imminentPerilPriority,
                emergencyPriority,
                policy);
    }

    public FloorSettings withGrantedAgain(Resend value) {
        return new FloorSettings(
                endOfMedia,
                stopTalking,
                grace,
                hangTime,
                idleAgain,
                revokeAgain,
                value,
                ping,
                queueLimit,
                talksAlone,
                imminentPerilPriority,
                emergencyPriority,
                policy);
    }

    public FloorSettings withPing(Duration value) {
        return new FloorSettings(
                endOfMedia,
                stopTalking,
                grace,
                hangTime,
                idleAgain,
                revokeAgain,
                grantedAgain,
                value,
                queueLimit,
                talksAlone,
                imminentPerilPriority,
                emergencyPriority,
                policy);
    }

    public FloorSettings withQueueLimit(int value) {
        return new FloorSettings(
                endOfMedia,
                stopTalking,
                grace,
                hangTime,
                idleAgain,
                revokeAgain,
                grantedAgain,
                ping,
                value,
                talksAlone,
                imminentPerilPriority,
                emergencyPriority,
                policy);
    }

    public FloorSettings withTalksAlone(boolean value) {
        return new FloorSettings(
                endOfMedia,
                stopTalking,
                grace,
                hangTime,
                idleAgain,
                revokeAgain,
                grantedAgain,
                ping,
                queueLimit,
                value,
                imminentPerilPriority,
                emergencyPriority,
                policy);
    }

    public FloorSettings withImminentPerilPriority(int value) {
        return new FloorSettings(
                endOfMedia,
                stopTalking,
                grace,
                hangTime,
                idleAgain,
                revokeAgain,
                grantedAgain,
                ping,
                queueLimit,
                talksAlone,
                value,
                emergencyPriority,
                policy);
    }

    public FloorSettings withEmergencyPriority(int value) {
        return new FloorSettings(
                endOfMedia,
                stopTalking,
                grace,
                hangTime,
                idleAgain,
                revokeAgain,
                grantedAgain,
                ping,
                queueLimit,
                talksAlone,
                imminentPerilPriority,
                value,
                policy);
    }

    public FloorSettings withPolicy(String value) {
        return new FloorSettings(
                endOfMedia,
                stopTalking,
                grace,
                hangTime,
                idleAgain,
                revokeAgain,
                grantedAgain,
                ping,
                queueLimit,
                talksAlone,
                imminentPerilPriority,
                emergencyPriority,
                value);
    }
}
