package org.livechat.media.inbox;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.livechat.api.transport.PeerAddress;
import org.livechat.media.inbound.InboundPacket;
import org.livechat.media.picture.RelayPicture;

/**
 * What others hand to a worker: decrypted packets for its listeners, datagrams of its endpoints that reached another worker's
 * socket, and packets that came over TCP. A bounded ring for many writers and one reader in which nobody waits: whoever finds it full drops the
 * packet. Each place has a turn number that says whether it may be written or read (D. Vyukov's bounded queue).
 */
public final class Inbox {
    private static final int SIZE = 512;

    /** Places for what came over TCP, whose senders are held back where a datagram's are not: the others are for all else. */
    private static final int MOST_OF_STREAMS = SIZE / 2;

    /** Places that what is read of one connection at a time takes, unless its packets are shorter than any that has a meaning. */
    private static final int OF_A_READ = MOST_OF_STREAMS / 2;

    private final HandedPacket[] places = new HandedPacket[SIZE];
    private final AtomicLongArray turns = new AtomicLongArray(SIZE);
    private final AtomicLong tail = new AtomicLong();
    private final AtomicInteger ofStreams = new AtomicInteger();
    private long head;
    private long released;

    public Inbox() {
        for (int i = 0; i < SIZE; i++) {
            places[i] = new HandedPacket();
            turns.setPlain(i, i);
        }
    }

    /** Whether there is room for what is read of one connection at a time, as long as nobody else takes it. Any thread. */
    public boolean hasRoomForRead() {
        long last = tail.get() + OF_A_READ - 1;
        return ofStreams.get() + OF_A_READ <= MOST_OF_STREAMS && turns.getAcquire(index(last)) >= last;
    }

    /** Puts in a copy of a datagram; false if there is no room. Any thread. */
    public boolean offer(byte[] buffer, int offset, int length, PeerAddress from) {
        boolean stream = from.stream() != PeerAddress.NO_STREAM;
        if (stream && ofStreams.get() >= MOST_OF_STREAMS) {
            return false;
        }
        long turn = claim();
        if (turn < 0) {
            return false;
        }
        if (stream) {
            ofStreams.incrementAndGet();
        }
        place(turn).datagram(buffer, offset, length, from);
        publish(turn);
        return true;
    }

    /** Puts in a copy of a packet to be forwarded; false if there is no room. Any thread. */
    public boolean offer(InboundPacket packet, RelayPicture picture) {
        long turn = claim();
        if (turn < 0) {
            return false;
        }
        place(turn).packet(packet, picture);
        publish(turn);
        return true;
    }

    /** Whether {@link #next} has something. The reader only, as all that follow. */
    public boolean hasNext() {
        return turns.get(index(head)) == head + 1;
    }

    /** The next one, which is the reader's until {@link #release}. */
    public HandedPacket next() {
        return place(head++);
    }

    /** Gives back the places of all that was taken, and lets go of what was in them. */
    public void release() {
        for (; released < head; released++) {
            HandedPacket place = place(released);
            if (place.isOfStream()) {
                ofStreams.decrementAndGet();
            }
            place.forget();
            turns.setRelease(index(released), released + SIZE);
        }
    }

    private long claim() {
        while (true) {
            long turn = tail.get();
            long ready = turns.getAcquire(index(turn)) - turn;
            if (ready < 0) {
                return -1;
            }
            if (ready == 0 && tail.compareAndSet(turn, turn + 1)) {
                return turn;
            }
        }
    }

    private void publish(long turn) {
        // Volatile and not just released: who hands over looks next whether the reader sleeps.
        turns.set(index(turn), turn + 1);
    }

    private HandedPacket place(long turn) {
        return places[index(turn)];
    }

    private static int index(long turn) {
        return (int) turn & (SIZE - 1);
    }
}
