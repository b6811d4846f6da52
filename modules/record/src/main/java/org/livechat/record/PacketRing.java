package org.livechat.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Packets on their way from media threads to the one that records: bounded in bytes, without locks. Who finds no room goes on without.
 * A place is claimed by moving the tail, and is read once its length is told. Those of a tape are read one behind the other, so that the state
 * of a burst is fetched once for all that has gathered, and not for each packet.
 */
final class PacketRing {
    /** Told of each packet; the payload is the ring's again afterwards. */
    interface Reader {
        void packet(
                int tape, long arrivedNanos, int ssrc, int sequence, int timestamp, byte[] from, int at, int length);
    }

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final int UNIT = 8;
    /** Of an entry of the order: how many units behind the first packet it is. */
    private static final long UNITS = 0xFFFF_FFFFL;

    private static final int ARRIVED = 0;
    private static final int TAPE = 8;
    private static final int SSRC = 12;
    private static final int SEQUENCE = 16;
    private static final int TIMESTAMP = 20;
    private static final int LENGTH = 24;
    private static final int PAYLOAD = 28;

    private final int capacity;
    private final byte[] bytes;
    /** How many bytes the place takes that begins there; 0 until it is filled. */
    private final AtomicIntegerArray filled;

    private final AtomicLong head = new AtomicLong();
    private final AtomicLong tail = new AtomicLong();
    /** Of the reading thread alone, as what follows. */
    private long[] order = new long[0];

    private int ordered;
    private int taken;

    /** @param atLeast in bytes; the next power of two counts */
    PacketRing(int atLeast) {
        this.capacity = Math.max(1024, Integer.highestOneBit(Math.max(1, atLeast - 1)) << 1);
        this.bytes = new byte[capacity];
        this.filled = new AtomicIntegerArray(capacity / UNIT);
    }

    /** Returns false where there is no room. Any thread. */
    boolean offer(
            int tape, long arrivedNanos, int ssrc, int sequence, int timestamp, byte[] from, int offset, int length) {
        int size = (PAYLOAD + length + UNIT - 1) / UNIT * UNIT;
        int place = claim(size);
        if (place < 0) {
            return false;
        }
        LONG.set(bytes, place + ARRIVED, arrivedNanos);
        INT.set(bytes, place + TAPE, tape);
        INT.set(bytes, place + SSRC, ssrc);
        INT.set(bytes, place + SEQUENCE, sequence);
        INT.set(bytes, place + TIMESTAMP, timestamp);
        INT.set(bytes, place + LENGTH, length);
        System.arraycopy(from, offset, bytes, place + PAYLOAD, length);
        filled.setRelease(place / UNIT, size);
        return true;
    }

    private int claim(int size) {
        while (true) {
            long first = head.get();
            long next = tail.get();
            int place = (int) (next & (capacity - 1));
            int toEnd = capacity - place;
            int skipped = size > toEnd ? toEnd : 0;
            if (size + skipped > capacity - (next - first)) {
                return -1;
            }
            if (tail.compareAndSet(next, next + skipped + size)) {
                if (skipped == 0) {
                    return place;
                }
                // A negative length: nothing is there.
                filled.setRelease(place / UNIT, -skipped);
                return 0;
            }
        }
    }

    /**
     * Hands over what there is, at most so many packets: a tape after the other, and those of a tape in the order in which they came. One
     * thread. The places are given back when it returns or throws.
     */
    int drain(Reader reader, int most) {
        long first = head.get();
        long behind = order(first, most);
        try {
            for (int i = 0; i < ordered; i++) {
                read(place(first + (order[i] & UNITS) * UNIT), reader);
            }
            return ordered;
        } finally {
            release(first, behind);
        }
    }

    /** Whether what was handed over last took this part of the room, one in so many, or more. The thread that reads. */
    boolean hasTakenPart(int parts) {
        return taken >= capacity / parts;
    }

    /** Notes where packets are, by tape and then by place; returns where the next one will be. */
    private long order(long first, int most) {
        ordered = 0;
        if (order.length < most) {
            order = new long[most];
        }
        long at = first;
        while (ordered < most && at - first < capacity) {
            int place = place(at);
            int size = filled.getAcquire(place / UNIT);
            if (size == 0) {
                break;
            }
            if (size > 0) {
                order[ordered++] = (long) tape(place) << Integer.SIZE | (at - first) / UNIT;
            }
            at += Math.abs(size);
        }
        Arrays.sort(order, 0, ordered);
        return at;
    }

    private int place(long at) {
        return (int) (at & (capacity - 1));
    }

    private int tape(int place) {
        return (int) INT.get(bytes, place + TAPE);
    }

    private void read(int place, Reader reader) {
        reader.packet(
                tape(place),
                (long) LONG.get(bytes, place + ARRIVED),
                (int) INT.get(bytes, place + SSRC),
                (int) INT.get(bytes, place + SEQUENCE),
                (int) INT.get(bytes, place + TIMESTAMP),
                bytes,
                place + PAYLOAD,
                (int) INT.get(bytes, place + LENGTH));
    }

    private void release(long first, long behind) {
        for (long at = first; at < behind; ) {
            int place = place(at);
            at += Math.abs(filled.getPlain(place / UNIT));
            filled.setPlain(place / UNIT, 0);
        }
        taken = (int) (behind - first);
        head.setRelease(behind);
    }
}
