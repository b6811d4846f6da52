package org.livechat.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.livechat.rtc.rtp.PacketKind;

/**
 * A network between one talker and the server that hinders the beginning of each burst, and notes when the first packet of it went to the
 * server's socket. Any thread.
 */
final class HinderedStart implements AutoCloseable {
    /** What becomes of a burst's packets. */
    enum Hindrance {
        NONE(0, 0, 0),
        LATE(0, 0, 300),
        SWAPPED(2, 0, 0),
        FIRST_LOST(0, 5, 0);

        /** So many of the first ones are held until one more has come, and go behind it, the latest first. */
        final int swapped;
        /** So many of the first ones never come. */
        final int lost;

        private final int delayMillis;

        Hindrance(int swapped, int lost, int delayMillis) {
            this.swapped = swapped;
            this.lost = lost;
            this.delayMillis = delayMillis;
        }
    }

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Hindrance hindrance;
    private final PeerPath path;

    // Guarded by this.
    private final List<byte[]> held = new ArrayList<>();
    private int came;
    private OptionalLong firstAtMillis = OptionalLong.empty();

    /** @param answer the server's, which says where it is */
    HinderedStart(String answer, Hindrance hindrance) throws IOException {
        this.hindrance = hindrance;
        path = new PeerPath(answer);
        path.start(this::fromTalker);
    }

    /** Leads the answer's candidates over this path. */
    String lead(String answer) {
        return path.lead(answer);
    }

    /** What comes next is the first packet of a burst. */
    synchronized void expectBurst() {
        came = 0;
        firstAtMillis = OptionalLong.empty();
    }

    /** When the first packet of the burst went to the server, Unix time. */
    synchronized long firstAtMillis() {
        return firstAtMillis.orElseThrow();
    }

    private synchronized void fromTalker(byte[] packet) throws IOException {
        if (PacketKind.of(packet, 0, packet.length) != PacketKind.RTP) {
            path.toServer(packet);
            return;
        }
        came++;
        if (came <= hindrance.swapped) {
            held.addFirst(packet);
        } else if (came > hindrance.lost) {
            spoken(packet);
            for (byte[] before : held) {
                spoken(before);
            }
            held.clear();
        }
    }

    private void spoken(byte[] packet) throws IOException {
        if (hindrance.delayMillis == 0) {
            speak(packet);
        } else {
            var _ = clock.schedule(() -> speak(packet), hindrance.delayMillis, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized @Nullable Void speak(byte[] packet) throws IOException {
        if (firstAtMillis.isEmpty()) {
            firstAtMillis = OptionalLong.of(System.currentTimeMillis());
        }
        path.toServer(packet);
        return null;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        path.close();
    }
}
