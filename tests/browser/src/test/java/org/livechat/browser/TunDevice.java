package org.livechat.browser;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A network interface whose IP packets a program reads and writes (Linux, Documentation/networking/tuntap.rst). It goes with whoever has
 * opened it, into whichever network namespace it is moved. One thread may read while another one writes.
 */
@SuppressWarnings("restricted") // the tests may call the C library
final class TunDevice implements AutoCloseable {
    private static final Path CONTROL = Path.of("/dev/net/tun");

    private static final int LARGEST = 65_536;
    private static final int O_RDWR = 2;
    private static final long TUNSETIFF = 0x400454caL;
    private static final short IFF_TUN_WITHOUT_HEADER = 0x1001;
    private static final int IFREQ_BYTES = 40;
    private static final int IFREQ_FLAGS = 16;
    private static final short POLLIN = 1;
    private static final int POLLFD_BYTES = 8;
    private static final int POLLFD_EVENTS = 4;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final Linker.Option THIRD_VARIES = Linker.Option.firstVariadicArg(2);
    private static final MemoryLayout CAPTURE = Linker.Option.captureStateLayout();
    private static final VarHandle ERROR_NUMBER = CAPTURE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle OPEN = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("open"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
            ERRNO,
            THIRD_VARIES);
    private static final MethodHandle IOCTL = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("ioctl"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
            ERRNO,
            THIRD_VARIES);
    private static final MethodHandle POLL = function("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle READ = function("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle WRITE = function("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle CLOSE = function("close", JAVA_INT, JAVA_INT);

    private final Arena arena = Arena.ofShared();
    private final MemorySegment readErrno = arena.allocate(CAPTURE);
    private final MemorySegment writeErrno = arena.allocate(CAPTURE);
    private final MemorySegment incoming = arena.allocate(LARGEST);
    private final MemorySegment outgoing = arena.allocate(LARGEST);
    private final MemorySegment polled = arena.allocate(POLLFD_BYTES, Integer.BYTES);
    private final int descriptor;

    /** Makes one of this name, which is down and has no address. */
    TunDevice(String name) throws IOException {
        MemorySegment request = arena.allocate(IFREQ_BYTES, Long.BYTES);
        request.setString(0, name);
        request.set(JAVA_SHORT, IFREQ_FLAGS, IFF_TUN_WITHOUT_HEADER);
        try {
            descriptor = (int)
                    succeeded((int) OPEN.invokeExact(readErrno, arena.allocateFrom(CONTROL.toString()), O_RDWR, 0));
            succeeded((int) IOCTL.invokeExact(readErrno, descriptor, TUNSETIFF, request));
        } catch (Throwable e) {
            throw failed("no interface " + name + " can be had of " + CONTROL, e);
        }
        polled.set(JAVA_INT, 0, descriptor);
        polled.set(JAVA_SHORT, POLLFD_EVENTS, POLLIN);
    }

    /** Whether this machine has such interfaces. */
    static boolean exist() {
        return Files.isWritable(CONTROL);
    }

    /** The next IP packet that the system sends out at it; empty if there is none for so many ms. */
    byte[] read(int patienceMillis) throws IOException {
        try {
            if (succeeded((int) POLL.invokeExact(readErrno, polled, 1L, patienceMillis)) == 0) {
                return new byte[0];
            }
            long length = succeeded((long) READ.invokeExact(readErrno, descriptor, incoming, (long) LARGEST));
            return incoming.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
        } catch (Throwable e) {
            throw failed("no packet can be read", e);
        }
    }

    /** Gives the system an IP packet as if it came in at this interface. */
    void write(byte[] packet) throws IOException {
        MemorySegment.copy(packet, 0, outgoing, ValueLayout.JAVA_BYTE, 0, packet.length);
        try {
            long written = (long) WRITE.invokeExact(writeErrno, descriptor, outgoing, (long) packet.length);
            if (written != packet.length) {
                throw new IOException("error " + (int) ERROR_NUMBER.get(writeErrno, 0L));
            }
        } catch (Throwable e) {
            throw failed("no packet can be written", e);
        }
    }

    private long succeeded(long result) throws IOException {
        if (result < 0) {
            throw new IOException("error " + (int) ERROR_NUMBER.get(readErrno, 0L));
        }
        return result;
    }

    private static IOException failed(String what, Throwable why) {
        return new IOException(what, why);
    }

    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments), ERRNO);
    }

    /** For whoever reads and writes no more. */
    @Override
    public void close() throws IOException {
        try {
            succeeded((int) CLOSE.invokeExact(readErrno, descriptor));
        } catch (Throwable e) {
            throw failed("it cannot be closed", e);
        } finally {
            arena.close();
        }
    }
}
