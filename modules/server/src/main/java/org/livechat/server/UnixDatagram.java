package org.livechat.server;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** One datagram to a Unix domain socket, which Java's channels know as streams only. Linux. */
final class UnixDatagram {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int PATH_OFFSET = Short.BYTES;
    private static final int LONGEST_PATH = 107;

    private UnixDatagram() {}

    /**
     * Sends a text.
     *
     * @param path of the socket; one that begins with {@code @} is in the abstract namespace (unix(7))
     * @throws IOException when nobody listens there or the path is too long
     */
    static void send(String path, String text) throws IOException {
        byte[] name = path.getBytes(UTF_8);
        if (name.length > LONGEST_PATH) {
            throw new IOException("the path of the socket is longer than " + LONGEST_PATH + " bytes: " + path);
        }
        if (path.startsWith("@")) {
            name[0] = 0;
        }
        int sent;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(PATH_OFFSET + LONGEST_PATH + 1L, Short.BYTES);
            address.set(JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(name, 0, address, JAVA_BYTE, PATH_OFFSET, name.length);
            MemorySegment message = arena.allocateFrom(JAVA_BYTE, text.getBytes(UTF_8));
            int socket = (int) call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT))
                    .invokeExact(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
            long bytes = (long) call(
                            "sendto",
                            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT))
                    .invokeExact(socket, message, message.byteSize(), MSG_NOSIGNAL, address, PATH_OFFSET + name.length);
            sent = (int) bytes;
            int _ = (int)
                    call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT)).invokeExact(socket);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
        if (sent < 0) {
            throw new IOException("nobody listens at the socket " + path);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle call(String function, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(function), type);
    }
}
