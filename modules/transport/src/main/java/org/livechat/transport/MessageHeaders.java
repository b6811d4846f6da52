package org.livechat.transport;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;

/**
 * An array of {@code struct mmsghdr} for recvmmsg and sendmmsg on a 64-bit machine: each entry with an address, one buffer and
 * room for one control message. Owned by one thread.
 */
final class MessageHeaders {
    private static final int SOL_UDP = 17;
    private static final short UDP_SEGMENT = 103;

    // struct mmsghdr: a msghdr and how many bytes were received or sent
    private static final int HEADER = 64;
    private static final int NAME = 0;
    private static final int NAME_LENGTH = 8;
    private static final int VECTORS = 16;
    private static final int VECTOR_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int TRANSFERRED = 56;

    // struct iovec
    private static final int VECTOR = 16;
    private static final int VECTOR_LENGTH = 8;

    // struct cmsghdr with a 16-bit number: CMSG_LEN(2) is 18, CMSG_SPACE(2) is 24
    private static final int CONTROL_SPACE = 24;
    private static final int CONTROL_USED = 18;
    private static final int CONTROL_LEVEL = 8;
    private static final int CONTROL_TYPE = 12;
    private static final int CONTROL_DATA = 16;

    private static final int ADDRESS_SPACE = 32;

    private final int count;
    private final MemorySegment headers;
    private final MemorySegment vectors;
    private final MemorySegment addresses;
    private final MemorySegment controls;

    MessageHeaders(LinuxSocket socket, int count) {
        this.count = count;
        this.headers = socket.allocate((long) count * HEADER);
        this.vectors = socket.allocate((long) count * VECTOR);
        this.addresses = socket.allocate((long) count * ADDRESS_SPACE);
        this.controls = socket.allocate((long) count * CONTROL_SPACE);
        for (int i = 0; i < count; i++) {
            headers.set(ADDRESS, header(i) + NAME, addresses.asSlice((long) i * ADDRESS_SPACE, ADDRESS_SPACE));
            headers.set(ADDRESS, header(i) + VECTORS, vectors.asSlice((long) i * VECTOR, VECTOR));
            headers.set(JAVA_LONG, header(i) + VECTOR_COUNT, 1);
            headers.set(ADDRESS, header(i) + CONTROL, controls.asSlice((long) i * CONTROL_SPACE, CONTROL_SPACE));
            controls.set(JAVA_LONG, control(i), CONTROL_USED);
            controls.set(JAVA_INT, control(i) + CONTROL_LEVEL, SOL_UDP);
            controls.set(JAVA_INT, control(i) + CONTROL_TYPE, UDP_SEGMENT);
        }
    }

    int count() {
        return count;
    }

    /** The entries from one on. */
    MemorySegment from(int entry) {
        return entry == 0 ? headers : headers.asSlice(header(entry));
    }

    MemorySegment addresses() {
        return addresses;
    }

    static long addressOffset(int entry) {
        return (long) entry * ADDRESS_SPACE;
    }

    void addressLength(int entry, int length) {
        headers.set(JAVA_INT, header(entry) + NAME_LENGTH, length);
    }

    /** Says where an entry's bytes are. */
    void buffer(int entry, long nativeAddress, long length) {
        vectors.set(JAVA_LONG, (long) entry * VECTOR, nativeAddress);
        vectors.set(JAVA_LONG, (long) entry * VECTOR + VECTOR_LENGTH, length);
    }

    /** Has an entry's bytes cut into datagrams of this size; 0 for one datagram. */
    void segment(int entry, int bytes) {
        headers.set(JAVA_LONG, header(entry) + CONTROL_LENGTH, bytes == 0 ? 0 : CONTROL_SPACE);
        controls.set(JAVA_SHORT, control(entry) + CONTROL_DATA, (short) bytes);
    }

    /** Bytes received into an entry. */
    int transferred(int entry) {
        return headers.get(JAVA_INT, header(entry) + TRANSFERRED);
    }

    private static long header(int entry) {
        return (long) entry * HEADER;
    }

    private static long control(int entry) {
        return (long) entry * CONTROL_SPACE;
    }
}
