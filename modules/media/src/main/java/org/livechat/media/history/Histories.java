package org.livechat.media.history;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.livechat.media.agenda.Agenda;
import org.livechat.media.inbound.InboundPacket;
import org.livechat.media.inbound.Stream;

/**
 * The histories of the streams that one worker's listeners get: one a stream, however many listen, in {@link Shares} of those who send. A
 * stream that pauses gives its own back. Owned by one worker.
 */
public final class Histories {
    /** So many pictures at once are repaired by one worker: 28 MiB. */
    static final int MOST = 64;

    /** So many that nobody uses are kept for the next stream. */
    private static final int MOST_SPARE = 4;

    private final Agenda agenda;
    private final Shares<PacketHistory> shares = new Shares<>(MOST);
    private final Deque<PacketHistory> spare = new ArrayDeque<>();

    public Histories(Agenda agenda) {
        this.agenda = agenda;
    }

    /** Keeps a packet. One of a stream beyond its sender's share is not kept: its listeners have to do without. */
    public void keep(InboundPacket packet, long nowNanos) {
        PacketHistory history = shares.find(packet.stream());
        if (history == null) {
            history = begin(packet.stream());
        }
        if (history != null) {
            history.keep(packet, nowNanos);
        }
    }

    /** A stream's packet of this number as it came, not to be changed; null if it is not there any more. */
    @Nullable
    public InboundPacket find(Stream stream, int sequence, long nowNanos) {
        PacketHistory history = shares.find(stream);
        return history == null ? null : history.find(sequence, nowNanos);
    }

    private @Nullable PacketHistory begin(Stream stream) {
        if (!shares.mayBegin(stream)) {
            return null;
        }
        PacketHistory freed = shares.makeRoom();
        if (freed != null) {
            putAway(freed);
        }
        PacketHistory history = spare.isEmpty() ? new PacketHistory() : spare.pop();
        shares.begin(stream, history);
        watch(stream, history, PacketHistory.MOST_AGE_NANOS);
        return history;
    }

    private void putAway(PacketHistory history) {
        history.clear();
        if (spare.size() < MOST_SPARE) {
            spare.push(history);
        }
    }

    // Another stream may have it by then.
    @SuppressWarnings("ReferenceEquality")
    private void watch(Stream stream, PacketHistory history, long nanos) {
        agenda.insist(nanos, () -> {
            if (shares.find(stream) != history) {
                return;
            }
            long left = history.lastNanos() + PacketHistory.MOST_AGE_NANOS - agenda.nowNanos();
            if (left > 0) {
                watch(stream, history, left);
                return;
            }
            shares.end(stream);
            putAway(history);
        });
    }
}
