package org.livechat.media;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A relay plan in the form that a worker reads a packet by: which slots carry each track. Immutable; replaced whole.
 *
 * @param fanout the slots that carry each track; never changed
 * @param bursts for each endpoint that may send, the number of its burst
 * @param reportsBursts whether the control plane wants to know when bursts start and go quiet
 * @param quietAfterNanos how long a pause ends a burst
 */
record RelayPicture(
        Map<Track, Slot[]> fanout, Map<Endpoint, Long> bursts, boolean reportsBursts, long quietAfterNanos) {
    /** No burst has this number. */
    static final long NO_BURST = -1;

    static final RelayPicture SILENCE = new RelayPicture(Map.of(), Map.of(), false, 0);

    private static final Slot[] NOBODY = {};

    /** The number of an endpoint's present burst, or {@link #NO_BURST} if it may not send. */
    long burstOf(Endpoint endpoint) {
        Long burst = bursts.get(endpoint);
        return burst == null ? NO_BURST : burst;
    }

    /** Whether nobody's media goes anywhere. */
    boolean isSilent() {
        return fanout.isEmpty();
    }

    Slot[] slotsOf(@Nullable Track track) {
        Slot[] slots = fanout.get(track);
        return slots == null ? NOBODY : slots;
    }
}
