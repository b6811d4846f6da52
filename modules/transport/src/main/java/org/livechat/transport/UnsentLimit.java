package org.livechat.transport;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much the kernel takes of what goes out of a connection and is not sent yet: {@code TCP_NOTSENT_LOWAT} of {@code tcp(7)}, which
 * connections have from the socket that they were accepted at. The JDK neither has that option nor shows a socket's descriptor, which
 * is looked for among those of the process.
 */
final class UnsentLimit {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int SOL_SOCKET = 1;
    private static final int SO_ACCEPTCONN = 30;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_NOTSENT_LOWAT = 25;
    private static final int PORT_OFFSET = 2;
    private static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private UnsentLimit() {}

    /** Sets it for a socket that listens at a port; false if there is none, or the kernel refuses. */
    static boolean set(InetSocketAddress listening, int bytes) throws IOException {
        List<Integer> descriptors;
        try (Stream<Path> entries = Files.list(DESCRIPTORS)) {
            descriptors = entries.map(
                            entry -> Integer.valueOf(entry.getFileName().toString()))
                    .toList();
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment capture = arena.allocate(Libc.capture());
            MemorySegment value = arena.allocate(JAVA_INT);
            MemorySegment length = arena.allocate(JAVA_INT);
            MemorySegment address = arena.allocate(SocketAddressFormat.LONGEST, Long.BYTES);
            boolean set = false;
            for (int descriptor : descriptors) {
                if (listensAt(listening.getPort(), descriptor, capture, value, length, address)) {
                    value.set(JAVA_INT, 0, bytes);
                    set |= Libc.setsockopt(capture, descriptor, IPPROTO_TCP, TCP_NOTSENT_LOWAT, value, Integer.BYTES)
                            == 0;
                }
            }
            return set;
        }
    }

    private static boolean listensAt(
            int port,
            int descriptor,
            MemorySegment capture,
            MemorySegment value,
            MemorySegment length,
            MemorySegment address) {
        length.set(JAVA_INT, 0, Integer.BYTES);
        if (Libc.getsockopt(capture, descriptor, SOL_SOCKET, SO_ACCEPTCONN, value, length) < 0
                || value.get(JAVA_INT, 0) == 0) {
            return false;
        }
        length.set(JAVA_INT, 0, SocketAddressFormat.LONGEST);
        if (Libc.getsockname(capture, descriptor, address, length) < 0) {
            return false;
        }
        int family = address.get(JAVA_SHORT_UNALIGNED, 0);
        return (family == SocketAddressFormat.IPV4.family() || family == SocketAddressFormat.IPV6.family())
                && Short.toUnsignedInt(address.get(NETWORK_SHORT, PORT_OFFSET)) == port;
    }
}
