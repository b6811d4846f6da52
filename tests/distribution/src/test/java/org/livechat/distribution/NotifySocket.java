package org.livechat.distribution;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The end of sd_notify(3) that systemd has: a Unix datagram socket with a name in the abstract namespace. */
final class NotifySocket implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final long PATIENCE_SECONDS = 60;
    private static final int BUFFER = 4096;

    private final int socket;

    private NotifySocket(int socket) {
        this.socket = socket;
    }

    /** Listens under a name that begins with {@code @}. */
    static NotifySocket open(String name) throws Throwable {
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        path[0] = 0;
        try (Arena arena = Arena.ofConfined()) {
            int socket = (int) call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT))
                    .invokeExact(AF_UNIX, SOCK_DGRAM, 0);
            MemorySegment patience = arena.allocate(2 * JAVA_LONG.byteSize(), JAVA_LONG.byteAlignment());
            patience.set(JAVA_LONG, 0, PATIENCE_SECONDS);
            check((int)
                    call("setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT))
                            .invokeExact(socket, SOL_SOCKET, SO_RCVTIMEO, patience, (int) patience.byteSize()));
            MemorySegment address = arena.allocate(Short.BYTES + path.length, Short.BYTES);
            address.set(JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(path, 0, address, JAVA_BYTE, Short.BYTES, path.length);
            check((int) call("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT))
                    .invokeExact(socket, address, (int) address.byteSize()));
            return new NotifySocket(socket);
        }
    }

    /** The next message. */
    String receive() throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(BUFFER);
            long length = (long) call("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT))
                    .invokeExact(socket, buffer, (long) BUFFER, 0);
            check((int) length);
            ByteBuffer message = buffer.asSlice(0, length).asByteBuffer();
            return StandardCharsets.UTF_8.decode(message).toString();
        }
    }

    private static void check(int result) {
        if (result < 0) {
            throw new AssertionError("the call failed, or nothing came within " + PATIENCE_SECONDS + " s");
        }
    }

    @Override
    public void close() {
        try {
            int _ = (int)
                    call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT)).invokeExact(socket);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle call(String function, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(function), type);
    }
}
