package org.livechat.media.tcp;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a connection does not take yet: whole frames, and of the first one perhaps only the rest, which has to follow what is on its
 * way. All others that have waited for long are thrown away, since voice that comes late is worth nothing and keeps what is behind it
 * waiting too. Not thread-safe.
 */
final class Backlog {
    /** For how long a frame may wait. */
    static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** What waits at most, in bytes: 200 ms of 5 Mbit/s. */
    static final int MOST_BYTES = 128 << 10;

    /** What a frame takes besides its bytes. */
    private static final int FRAME_OVERHEAD_BYTES = 96;

    private record Frame(ByteBuffer bytes, long sinceNanos) {
        boolean isBegun() {
            return bytes.position() > 0;
        }

        int size() {
            return bytes.capacity() + FRAME_OVERHEAD_BYTES;
        }
    }

    private final BacklogMemory memory;
    private final ArrayDeque<Frame> frames = new ArrayDeque<>(0);
    private int bytes;

    Backlog(BacklogMemory memory) {
        this.memory = memory;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    /**
     * Puts in a copy of a frame, from its beginning to its limit, of which all before its position is on its way.
     *
     * @return false if there is no room; one that is begun always has
     */
    boolean add(ByteBuffer frame, long nowNanos) {
        ByteBuffer copy = ByteBuffer.allocate(frame.limit());
        int begun = frame.position();
        copy.put(frame.rewind()).position(begun);
        Frame added = new Frame(copy, nowNanos);
        boolean fits = bytes + added.size() <= MOST_BYTES && memory.take(added.size());
        if (!fits && added.isBegun()) {
            memory.takeAnyway(added.size());
        } else if (!fits) {
            return false;
        }
        bytes += added.size();
        frames.addLast(added);
        return true;
    }

    /** Throws away what has waited for too long; returns how many frames that were. */
    int dropLate(long nowNanos) {
        int dropped = 0;
        Frame begun = frames.peekFirst();
        if (begun != null && begun.isBegun()) {
            frames.removeFirst();
        } else {
            begun = null;
        }
        while (isLate(frames.peekFirst(), nowNanos)) {
            forget(frames.removeFirst());
            dropped++;
        }
        if (begun != null) {
            frames.addFirst(begun);
        }
        return dropped;
    }

    private static boolean isLate(@Nullable Frame frame, long nowNanos) {
        return frame != null && nowNanos - frame.sinceNanos() > LONGEST_WAIT_NANOS;
    }

    /** What is to be sent next; null if nothing is. */
    @Nullable
    ByteBuffer first() {
        Frame first = frames.peekFirst();
        return first == null ? null : first.bytes();
    }

    /** The first one is on its way. */
    void removeFirst() {
        forget(frames.removeFirst());
    }

    /** Throws everything away. */
    void clear() {
        while (!frames.isEmpty()) {
            removeFirst();
        }
    }

    private void forget(Frame frame) {
        bytes -= frame.size();
        memory.giveBack(frame.size());
    }
}
