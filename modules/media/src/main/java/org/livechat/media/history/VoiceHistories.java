package org.livechat.media.history;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.livechat.media.agenda.Agenda;
import org.livechat.media.inbound.InboundPacket;
import org.livechat.media.inbound.Stream;

/**
 * The latest payloads of voices, for those of one worker's listeners that get each more than once (RED, RFC 2198): one history a
 * voice, however many listen, in {@link Shares} of those who talk, and only while somebody needs it. Owned by one worker.
 */
public final class VoiceHistories {
    /** So many voices at once: 1 MiB. */
    static final int MOST = 128;

    /** A payload with what it carries is no longer than that, so that its packet is below 1200 bytes. */
    static final int MOST_BYTES = 1100;

    /** A history that nobody has used for so long is let go. */
    static final long UNUSED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Agenda agenda;
    private final Shares<VoiceHistory> shares = new Shares<>(MOST);
    private final byte[] payload = new byte[MOST_BYTES];

    public VoiceHistories(Agenda agenda) {
        this.agenda = agenda;
    }

    /** Whether nobody needs any. */
    public boolean isEmpty() {
        return shares.isEmpty();
    }

    /** Keeps a packet if somebody needs those of its stream. */
    public void keep(InboundPacket packet) {
        VoiceHistory history = shares.find(packet.stream());
        if (history != null) {
            history.keep(packet);
        }
    }

    /**
     * Writes a packet's payload after older ones of its stream into {@link #payload}. The first that asks for a stream gets none, and
     * from then on they are kept.
     *
     * @param firstTicks the timestamp before which none is taken
     * @param mostOlder how many at most
     * @param payloadType what the listener knows their format by
     * @return how long it is, or 0 if there is no older one to carry
     */
    public int write(InboundPacket packet, int firstTicks, int mostOlder, int payloadType, long nowNanos) {
        VoiceHistory history = shares.find(packet.stream());
        if (history == null) {
            history = begin(packet.stream());
        }
        return history == null ? 0 : history.write(packet, firstTicks, mostOlder, payloadType, payload, nowNanos);
    }

    /** What was written last. */
    public byte[] payload() {
        return payload;
    }

    private @Nullable VoiceHistory begin(Stream stream) {
        if (!shares.mayBegin(stream)) {
            return null;
        }
        shares.makeRoom();
        var history = new VoiceHistory();
        shares.begin(stream, history);
        watch(stream, history, UNUSED_NANOS);
        return history;
    }

    // It may have been taken away, and given another.
    @SuppressWarnings("ReferenceEquality")
    private void watch(Stream stream, VoiceHistory history, long nanos) {
        agenda.insist(nanos, () -> {
            if (shares.find(stream) != history) {
                return;
            }
            long left = history.wantedNanos() + UNUSED_NANOS - agenda.nowNanos();
            if (left > 0) {
                watch(stream, history, left);
            } else {
                shares.end(stream);
            }
        });
    }
}
