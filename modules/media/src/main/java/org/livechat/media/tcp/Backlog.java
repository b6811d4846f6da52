package org.livechat.media.tcp;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a connection does not take yet: whole frames, and of the first one perhaps only the rest, which has to follow what is on its
 * way. Behind that, pictures let all else pass. All others that have waited for long are thrown away, since voice that comes late is
 * worth nothing and keeps what is behind it waiting too. Not thread-safe.
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
    private final ArrayDeque<Frame> urgent = new ArrayDeque<>(0);
    private final ArrayDeque<Frame> pictures = new ArrayDeque<>(0);
    private int bytes;

    Backlog(BacklogMemory memory) {
        this.memory = memory;
    }

    boolean isEmpty() {
        return urgent.isEmpty() && pictures.isEmpty();
    }

    /**
     * Puts in a copy of a frame, from its beginning to its limit, of which all before its position is on its way. One that is begun
     * always has room, and what is no picture takes that of pictures.
     *
     * @return how many frames were thrown away for want of room, the frame itself among them
     */
    int add(ByteBuffer frame, boolean picture, long nowNanos) {
        ByteBuffer copy = ByteBuffer.allocate(frame.limit());
        int begun = frame.position();
        copy.put(frame.rewind()).position(begun);
        Frame added = new Frame(copy, nowNanos);
        int dropped = 0;
        while (!takesRoom(added)) {
            if (added.isBegun()) {
                memory.takeAnyway(added.size());
                break;
            }
            if (picture || !dropPicture()) {
                return dropped + 1;
            }
            dropped++;
        }
        bytes += added.size();
        (picture ? pictures : urgent).addLast(added);
        return dropped;
    }

    private boolean takesRoom(Frame frame) {
        return bytes + frame.size() <= MOST_BYTES && memory.take(frame.size());
    }

    /** Throws away the oldest picture that is not begun; false if there is none. */
    private boolean dropPicture() {
        for (Iterator<Frame> waiting = pictures.iterator(); waiting.hasNext(); ) {
            Frame frame = waiting.next();
            if (!frame.isBegun()) {
                waiting.remove();
                forget(frame);
                return true;
            }
        }
        return false;
    }

    /** Throws away what has waited for too long; returns how many frames that were. */
    int dropLate(long nowNanos) {
        return dropLate(urgent, nowNanos) + dropLate(pictures, nowNanos);
    }

    private int dropLate(ArrayDeque<Frame> frames, long nowNanos) {
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
        Frame first = next().peekFirst();
        return first == null ? null : first.bytes();
    }

    /** That is on its way. */
    void removeFirst() {
        forget(next().removeFirst());
    }

    private ArrayDeque<Frame> next() {
        Frame picture = pictures.peekFirst();
        boolean pictureIsNext = picture != null && (picture.isBegun() || urgent.isEmpty());
        return pictureIsNext ? pictures : urgent;
    }

    /** Throws everything away. */
    void clear() {
        while (!isEmpty()) {
            removeFirst();
        }
    }

    private void forget(Frame frame) {
        bytes -= frame.size();
        memory.giveBack(frame.size());
    }
}
