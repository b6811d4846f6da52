package org.livechat.transport;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import org.livechat.api.transport.DatagramHandler;
import org.livechat.api.transport.DatagramPort;

/** What one system call received. Owned by one thread. */
final class Incoming {
    private static final int BATCH = 64;
    private static final int MSG_DONTWAIT = 0x40;

    private final LinuxSocket socket;
    private final MessageHeaders headers;
    private final MemorySegment memory;
    private final byte[] buffer = new byte[BATCH * DatagramPort.MAX_DATAGRAM_BYTES];
    private final PeerAddresses known = new PeerAddresses();

    Incoming(LinuxSocket socket) {
        this.socket = socket;
        this.headers = new MessageHeaders(socket, BATCH);
        this.memory = socket.allocate((long) BATCH * DatagramPort.MAX_DATAGRAM_BYTES);
        for (int i = 0; i < BATCH; i++) {
            headers.buffer(i, memory.address() + start(i), DatagramPort.MAX_DATAGRAM_BYTES);
        }
    }

    /** Receives and hands over what is there, at most {@code limit} and one batch; returns how many that were. */
    int receive(DatagramHandler handler, int limit) {
        int most = Math.min(limit, BATCH);
        for (int i = 0; i < most; i++) {
            headers.addressLength(i, socket.format().length());
        }
        int count = Libc.recvmmsg(socket.capture(), socket.descriptor(), headers.from(0), most, MSG_DONTWAIT);
        for (int i = 0; i < count; i++) {
            int length = headers.transferred(i);
            MemorySegment.copy(memory, JAVA_BYTE, start(i), buffer, start(i), length);
            handler.received(
                    buffer,
                    start(i),
                    length,
                    socket.format().read(headers.addresses(), MessageHeaders.addressOffset(i), known));
        }
        return Math.max(0, count);
    }

    private static int start(int entry) {
        return entry * DatagramPort.MAX_DATAGRAM_BYTES;
    }
}
