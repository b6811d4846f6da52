package org.livechat.transport;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;
import org.livechat.api.transport.PeerAddress;

/**
 * Datagrams on their way out: gathered, and sent by one system call for many. Datagrams of one length that follow each other
 * to one destination become one message that the kernel cuts apart (UDP_SEGMENT), the last of which may be shorter.
 * Owned by one thread.
 */
final class Outgoing {
    private static final int BATCH = 64;
    private static final int MEMORY_BYTES = 1 << 18;
    private static final int MSG_DONTWAIT = 0x40;

    /** The kernel's UDP_MAX_SEGMENTS was 64 before it grew. */
    private static final int MOST_SEGMENTS = 64;

    /** What one UDP message can hold, with room for the longest IP header. */
    private static final int MOST_MESSAGE_BYTES = 65_000;

    private final LinuxSocket socket;
    private final MessageHeaders headers;
    private final MemorySegment memory;
    private final PeerAddress[] destinations = new PeerAddress[BATCH];
    private final int[] offsets = new int[BATCH];
    private final int[] datagrams = new int[BATCH];
    private final int[] segmentBytes = new int[BATCH];
    private final int[] messageBytes = new int[BATCH];
    private final AtomicLong sentMessages = new AtomicLong();
    private boolean segmented;

    private int messages;
    private int used;
    private boolean lastIsOpen;

    Outgoing(LinuxSocket socket, boolean segmented) {
        this.socket = socket;
        this.segmented = segmented;
        this.headers = new MessageHeaders(socket, BATCH);
        this.memory = socket.allocate(MEMORY_BYTES);
        for (int i = 0; i < BATCH; i++) {
            headers.addressLength(i, socket.format().length());
        }
    }

    /** Takes a datagram; returns how many could not be sent, if the batch had to go out for it. */
    int add(byte[] buffer, int length, PeerAddress destination) {
        if (!socket.format().reaches(destination)) {
            return 1;
        }
        int failed = used + length > MEMORY_BYTES ? flush() : 0;
        if (lastIsOpen && destination.equals(destinations[messages - 1]) && joins(messages - 1, length)) {
            append(messages - 1, buffer, length);
            return failed;
        }
        if (messages == BATCH) {
            failed += flush();
        }
        start(messages++, buffer, length, destination);
        return failed;
    }

    // An empty datagram would be no segment at all.
    private boolean joins(int message, int length) {
        return length > 0
                && length <= segmentBytes[message]
                && datagrams[message] < MOST_SEGMENTS
                && messageBytes[message] + length <= MOST_MESSAGE_BYTES;
    }

    private void append(int message, byte[] buffer, int length) {
        copy(buffer, length);
        datagrams[message]++;
        messageBytes[message] += length;
        headers.buffer(message, memory.address() + offsets[message], messageBytes[message]);
        headers.segment(message, segmentBytes[message]);
        lastIsOpen = length == segmentBytes[message];
    }

    private void start(int message, byte[] buffer, int length, PeerAddress destination) {
        socket.format().write(headers.addresses(), MessageHeaders.addressOffset(message), destination);
        headers.buffer(message, memory.address() + used, length);
        headers.segment(message, 0);
        offsets[message] = used;
        copy(buffer, length);
        datagrams[message] = 1;
        segmentBytes[message] = length;
        messageBytes[message] = length;
        destinations[message] = destination;
        lastIsOpen = segmented;
    }

    private void copy(byte[] buffer, int length) {
        MemorySegment.copy(buffer, 0, memory, JAVA_BYTE, used, length);
        used += length;
    }

    /** Sends what was gathered; returns how many datagrams the kernel did not take. */
    int flush() {
        int failed = 0;
        int next = 0;
        while (next < messages) {
            int sent = Libc.sendmmsg(
                    socket.capture(), socket.descriptor(), headers.from(next), messages - next, MSG_DONTWAIT);
            if (sent > 0) {
                // Perhaps only a part: what stopped it is told when the rest is tried.
                next += sent;
                countMessages(sent);
                continue;
            }
            int error = Libc.errorNumber(socket.capture());
            if (error == Libc.EAGAIN || error == Libc.ENOBUFS) {
                // No room: what is left would only come late. UDP drops it, and so do we.
                failed += datagramsFrom(next);
                break;
            }
            failed += refused(next++, error);
        }
        messages = 0;
        used = 0;
        lastIsOpen = false;
        return failed;
    }

    /** One message that cannot be sent as it is; returns how many of its datagrams are lost. */
    private int refused(int message, int error) {
        if (datagrams[message] == 1) {
            return 1;
        }
        if (error == Libc.EIO) {
            // The device cannot do it, and will not learn.
            segmented = false;
        }
        return datagrams[message] - sendApart(message);
    }

    private int sendApart(int message) {
        int sent = 0;
        headers.segment(message, 0);
        for (int done = 0; done < messageBytes[message]; done += segmentBytes[message]) {
            int length = Math.min(segmentBytes[message], messageBytes[message] - done);
            headers.buffer(message, memory.address() + offsets[message] + done, length);
            sent += Math.max(
                    0, Libc.sendmmsg(socket.capture(), socket.descriptor(), headers.from(message), 1, MSG_DONTWAIT));
        }
        countMessages(sent);
        return sent;
    }

    /** Messages that the kernel has taken. Any thread. */
    long sentMessages() {
        return sentMessages.getOpaque();
    }

    // One writer, so that no read-modify-write cycle of the bus is needed.
    private void countMessages(int more) {
        sentMessages.setOpaque(sentMessages.getPlain() + more);
    }

    private int datagramsFrom(int message) {
        int count = 0;
        for (int i = message; i < messages; i++) {
            count += datagrams[i];
        }
        return count;
    }
}
