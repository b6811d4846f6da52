package org.livechat.floor.testkit;

import static org.livechat.floor.testkit.FloorWatch.require;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.livechat.floor.FloorEffect;
import org.livechat.floor.FloorInput;
import org.livechat.floor.FloorSettings;
import org.livechat.floor.FloorState;
import org.livechat.floor.MediaPath;

/** Follows the one burst there is: that it ended before the next began, and that it was no longer than allowed. */
final class BurstWatch {
    private static final Duration LATENESS = Duration.ofMillis(100);

    private final FloorSettings settings;
    private String talker = "";
    private boolean mayEnd = true;
    private long mustEndByNanos;
    /** Since when its talker may be cut off because no media has come; empty where none has to come, or has come. */
    private OptionalLong silentAtNanos = OptionalLong.empty();

    BurstWatch(FloorSettings settings) {
        this.settings = settings;
    }

    void allow(Duration more) {
        mustEndByNanos += more.toNanos();
    }

    void observe(FloorInput input, List<FloorEffect> effects, long nowNanos, FloorAudience audience) {
        boolean quiet =
                input instanceof FloorInput.MediaQuiet pause && pause.userId().equals(talker);
        mayEnd |= quiet
                || isSilent(nowNanos)
                || FloorAudience.leaves(input, talker)
                || FloorAudience.releases(input, talker);
        for (FloorEffect effect : effects) {
            if (effect instanceof FloorEffect.Revoked revoked
                    && revoked.userId().equals(talker)) {
                mayEnd = true;
            }
            if (effect instanceof FloorEffect.Idle idle && idle.onlyTo().isEmpty()) {
                require(mayEnd, "a burst ends by release, revoke or timeout alone");
                talker = "";
            }
            if (effect instanceof FloorEffect.Granted granted) {
                granted(granted, nowNanos, audience);
            }
        }
        if (input instanceof FloorInput.MediaStarted started && started.userId().equals(talker)) {
            silentAtNanos = OptionalLong.empty();
            long ends = nowNanos + longestFromFirstPacket();
            mustEndByNanos = ends - mustEndByNanos < 0 ? ends : mustEndByNanos;
        }
    }

    private boolean isSilent(long nowNanos) {
        return silentAtNanos.isPresent() && nowNanos - silentAtNanos.getAsLong() >= 0;
    }

    private void granted(FloorEffect.Granted granted, long nowNanos, FloorAudience audience) {
        require(!granted.duration().isNegative(), "a duration is not negative");
        require(granted.duration().compareTo(settings.stopTalking().plus(settings.grace())) <= 0, "no grant beyond T2");
        if (granted.userId().equals(talker)) {
            return;
        }
        require(talker.isEmpty() || mayEnd, "a burst ends by release, revoke or timeout before the next begins");
        talker = granted.userId();
        boolean mediaPath = audience.participant(talker).mediaPath() == MediaPath.CONNECTED;
        silentAtNanos =
                mediaPath ? OptionalLong.of(nowNanos + settings.endOfMedia().toNanos()) : OptionalLong.empty();
        mayEnd = false;
        mustEndByNanos = nowNanos
                + longestFromFirstPacket()
                + (mediaPath ? settings.endOfMedia().toNanos() : 0);
    }

    private long longestFromFirstPacket() {
        return settings.stopTalking().plus(settings.grace()).plus(LATENESS).toNanos();
    }

    void withinTime(FloorState state, long nowNanos) {
        require(
                state.transmitters().isEmpty() || nowNanos - mustEndByNanos <= 0,
                "no talker exceeds T2 and T3 by more than " + LATENESS);
    }
}
