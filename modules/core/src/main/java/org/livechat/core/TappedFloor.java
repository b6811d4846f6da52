package org.livechat.core;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.livechat.floor.FloorEffect;
import org.livechat.floor.FloorInput;
import org.livechat.floor.FloorMachine;
import org.livechat.floor.FloorState;

/** Shows one floor to whoever taps it: how it stands when that begins, then each step. Guarded by the channel's lock. */
final class TappedFloor {
    private final String channelId;
    private final FloorTaps taps;
    private Optional<FloorTap> shownTo = Optional.empty();
    private @Nullable FloorMachine shown;

    TappedFloor(String channelId, FloorTaps taps) {
        this.channelId = channelId;
        this.taps = taps;
    }

    /** Before a step. */
    @SuppressWarnings("ReferenceEquality") // another machine is another policy
    void asked(FloorMachine machine, FloorState state) {
        var tap = taps.current();
        if (tap.isPresent() && (!tap.equals(shownTo) || machine != shown)) {
            tap.get().happened(() -> FloorLines.began(channelId, machine.settings(), state));
            shown = machine;
        }
        shownTo = tap;
    }

    /** Behind it. */
    void decided(FloorInput input, long nowNanos, List<FloorEffect> effects) {
        shownTo.ifPresent(tap -> tap.happened(() -> FloorLines.stepped(channelId, input, nowNanos, effects)));
    }
}
