package org.livechat.media.picture;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livechat.api.recording.BurstTape;
import org.livechat.media.inbound.CurrentBurst;
import org.livechat.media.inbound.Talker;
import org.livechat.media.inbound.Track;
import org.livechat.media.outbound.Slot;

/**
 * A relay plan in the form that a worker reads a packet by: which slots carry each track. Immutable; replaced whole.
 *
 * @param fanout the slots that carry each track; never changed
 * @param bursts for each client that may send, the number of its burst
 * @param reportsBursts whether the control plane wants to know when bursts start and go quiet
 * @param quietAfterNanos how long a pause ends a burst
 * @param tapes where the voices of those go that are recorded
 */
public record RelayPicture(
        Map<Track, Slot[]> fanout,
        Map<Talker, Long> bursts,
        boolean reportsBursts,
        long quietAfterNanos,
        Map<Talker, BurstTape> tapes) {
    public static final RelayPicture SILENCE = new RelayPicture(Map.of(), Map.of(), false, 0, Map.of());

    private static final Slot[] NOBODY = {};

    /** The number of a client's present burst, or {@link CurrentBurst#NONE} if it may not send. */
    public long burstOf(Talker talker) {
        Long burst = bursts.get(talker);
        return burst == null ? CurrentBurst.NONE : burst;
    }

    /** Whether nobody's media goes anywhere. */
    public boolean isSilent() {
        return fanout.isEmpty();
    }

    /** Whether anybody is recorded. */
    public boolean isTaped() {
        return !tapes.isEmpty();
    }

    public Slot[] slotsOf(@Nullable Track track) {
        Slot[] slots = fanout.get(track);
        return slots == null ? NOBODY : slots;
    }
}
