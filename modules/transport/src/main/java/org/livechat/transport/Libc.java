package org.livechat.transport;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/**
 * The functions of the C library that sockets need. Each returns what the C function returns, and leaves the error number in
 * the capture segment that it is given. None is linked as critical: any of them may wait.
 */
final class Libc {
    /** Numbers of errors: the same on all architectures of {@link LinuxTransport}. */
    static final int EIO = 5;

    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int EADDRINUSE = 98;
    static final int EADDRNOTAVAIL = 99;
    static final int ENOBUFS = 105;

    private static final MemoryLayout CAPTURE = Linker.Option.captureStateLayout();
    private static final VarHandle ERROR_NUMBER = CAPTURE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle SOCKET = function("socket", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = function("bind", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle GETSOCKNAME = function("getsockname", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle SETSOCKOPT =
            function("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle GETSOCKOPT =
            function("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle RECVMMSG = function("recvmmsg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle SENDMMSG = function("sendmmsg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle PPOLL = function("ppoll", ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
    private static final MethodHandle EVENTFD = function("eventfd", JAVA_INT, JAVA_INT);
    private static final MethodHandle EVENTFD_READ = function("eventfd_read", JAVA_INT, ADDRESS);
    private static final MethodHandle EVENTFD_WRITE = function("eventfd_write", JAVA_INT, JAVA_LONG);
    private static final MethodHandle CLOSE = function("close", JAVA_INT);

    private Libc() {}

    /** Why these functions cannot be used here; empty if they can. */
    static Optional<String> obstacle() {
        var lookup = Linker.nativeLinker().defaultLookup();
        return lookup.find("recvmmsg").isPresent() && lookup.find("sendmmsg").isPresent()
                ? Optional.empty()
                : Optional.of("the C library has no recvmmsg and sendmmsg");
    }

    /** Where a call leaves its error number. */
    static MemoryLayout capture() {
        return CAPTURE;
    }

    static int errorNumber(MemorySegment capture) {
        return (int) ERROR_NUMBER.get(capture, 0L);
    }

    static int socket(MemorySegment capture, int domain, int type, int protocol) {
        try {
            return (int) SOCKET.invokeExact(capture, domain, type, protocol);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int bind(MemorySegment capture, int socket, MemorySegment address, int length) {
        try {
            return (int) BIND.invokeExact(capture, socket, address, length);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int getsockname(MemorySegment capture, int socket, MemorySegment address, MemorySegment length) {
        try {
            return (int) GETSOCKNAME.invokeExact(capture, socket, address, length);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int setsockopt(MemorySegment capture, int socket, int level, int option, MemorySegment value, int length) {
        try {
            return (int) SETSOCKOPT.invokeExact(capture, socket, level, option, value, length);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int getsockopt(
            MemorySegment capture, int socket, int level, int option, MemorySegment value, MemorySegment length) {
        try {
            return (int) GETSOCKOPT.invokeExact(capture, socket, level, option, value, length);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int recvmmsg(MemorySegment capture, int socket, MemorySegment messages, int count, int flags) {
        try {
            return (int) RECVMMSG.invokeExact(capture, socket, messages, count, flags, MemorySegment.NULL);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int sendmmsg(MemorySegment capture, int socket, MemorySegment messages, int count, int flags) {
        try {
            return (int) SENDMMSG.invokeExact(capture, socket, messages, count, flags);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int ppoll(MemorySegment capture, MemorySegment polled, long count, MemorySegment timeout) {
        try {
            return (int) PPOLL.invokeExact(capture, polled, count, timeout, MemorySegment.NULL);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int eventfd(MemorySegment capture, int initial, int flags) {
        try {
            return (int) EVENTFD.invokeExact(capture, initial, flags);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int eventfdRead(MemorySegment capture, int event, MemorySegment value) {
        try {
            return (int) EVENTFD_READ.invokeExact(capture, event, value);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int eventfdWrite(MemorySegment capture, int event, long value) {
        try {
            return (int) EVENTFD_WRITE.invokeExact(capture, event, value);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int close(MemorySegment capture, int descriptor) {
        try {
            return (int) CLOSE.invokeExact(capture, descriptor);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    // Restricted: the module asks for native access, and LinuxTransport looks whether it has it.
    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(
                        Linker.nativeLinker().defaultLookup().findOrThrow(name),
                        FunctionDescriptor.of(JAVA_INT, arguments),
                        Linker.Option.captureCallState("errno"));
    }

    private static IllegalStateException broken(Throwable cause) {
        return new IllegalStateException("a call of the C library could not be made", cause);
    }
}
