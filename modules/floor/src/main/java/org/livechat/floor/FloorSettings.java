package org.livechat.floor;

import java.time.Duration;
import java.util.function.Consumer;

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
    /** The longest queue that can be configured. */
    public static final int MOST_QUEUED = 1000;

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
        return with(draft -> draft.endOfMedia = value);
    }

    public FloorSettings withStopTalking(Duration value) {
        return with(draft -> draft.stopTalking = value);
    }

    public FloorSettings withGrace(Duration value) {
        return with(draft -> draft.grace = value);
    }

    public FloorSettings withHangTime(Duration value) {
        return with(draft -> draft.hangTime = value);
    }

    public FloorSettings withIdleAgain(Resend value) {
        return with(draft -> draft.idleAgain = value);
    }

    public FloorSettings withRevokeAgain(Resend value) {
        return with(draft -> draft.revokeAgain = value);
    }

    public FloorSettings withGrantedAgain(Resend value) {
        return with(draft -> draft.grantedAgain = value);
    }

    public FloorSettings withPing(Duration value) {
        return with(draft -> draft.ping = value);
    }

    public FloorSettings withQueueLimit(int value) {
        return with(draft -> draft.queueLimit = value);
    }

    public FloorSettings withTalksAlone(boolean value) {
        return with(draft -> draft.talksAlone = value);
    }

    public FloorSettings withImminentPerilPriority(int value) {
        return with(draft -> draft.imminentPerilPriority = value);
    }

    public FloorSettings withEmergencyPriority(int value) {
        return with(draft -> draft.emergencyPriority = value);
    }

    public FloorSettings withPolicy(String value) {
        return with(draft -> draft.policy = value);
    }

    private FloorSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settled();
    }

    /** The components while one of them changes. */
    private static final class Draft {
        private Duration endOfMedia;
        private Duration stopTalking;
        private Duration grace;
        private Duration hangTime;
        private Resend idleAgain;
        private Resend revokeAgain;
        private Resend grantedAgain;
        private Duration ping;
        private int queueLimit;
        private boolean talksAlone;
        private int imminentPerilPriority;
        private int emergencyPriority;
        private String policy;

        Draft(FloorSettings settings) {
            endOfMedia = settings.endOfMedia;
            stopTalking = settings.stopTalking;
            grace = settings.grace;
            hangTime = settings.hangTime;
            idleAgain = settings.idleAgain;
            revokeAgain = settings.revokeAgain;
            grantedAgain = settings.grantedAgain;
            ping = settings.ping;
            queueLimit = settings.queueLimit;
            talksAlone = settings.talksAlone;
            imminentPerilPriority = settings.imminentPerilPriority;
            emergencyPriority = settings.emergencyPriority;
            policy = settings.policy;
        }

        FloorSettings settled() {
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
                    policy);
        }
    }
}
