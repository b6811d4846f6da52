package org.livechat.transport;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.livechat.api.transport.PeerAddress;
import org.livechat.api.transport.PortSettings;

/** A UDP socket of Linux and what wakes up who waits for it. Its memory lives until {@link #close()}. */
final class LinuxSocket implements AutoCloseable {
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_SNDBUF = 7;
    private static final int SO_RCVBUF = 8;
    private static final int SO_REUSEPORT = 15;
    private static final int SO_SNDBUFFORCE = 32;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_V6ONLY = 26;
    private static final short POLLIN = 1;

    /** An entry of {@code struct pollfd}: descriptor, events asked for, events that came. */
    private static final int POLL_ENTRY = 8;

    private static final int POLL_EVENTS = 4;
    private static final int POLL_RESULT = 6;

    private final Arena arena = Arena.ofShared();
    // Calls of the owner and of those who wake it up must not share where the error number goes.
    private final MemorySegment capture = arena.allocate(Libc.capture());
    private final MemorySegment wakeCapture = arena.allocate(Libc.capture());
    private final MemorySegment polled = arena.allocate(2 * POLL_ENTRY, Long.BYTES);
    private final MemorySegment timeout = arena.allocate(2 * Long.BYTES, Long.BYTES);
    private final MemorySegment value = arena.allocate(Long.BYTES, Long.BYTES);
    private final AtomicBoolean awake = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final SocketAddressFormat format;
    private final int socket;
    private final int event;

    private LinuxSocket(SocketAddressFormat format) throws IOException {
        this.format = format;
        this.socket = Libc.socket(capture, format.family(), SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (socket < 0) {
            int error = Libc.errorNumber(capture);
            arena.close();
            throw new SocketException("no UDP socket of family %s can be had (errno %d)".formatted(format, error));
        }
        this.event = Libc.eventfd(capture, 0, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (event < 0) {
            int error = Libc.errorNumber(capture);
            Libc.close(capture, socket);
            arena.close();
            throw new SocketException("no eventfd can be had (errno %d)".formatted(error));
        }
    }

    /** Opens and binds a socket. */
    static LinuxSocket open(PortSettings settings) throws IOException {
        InetAddress ip = settings.bind().getAddress();
        if (ip == null) {
            throw new BindException(settings.bind() + " is not resolved");
        }
        if (ip.isAnyLocalAddress()) {
            return openWildcard(settings);
        }
        boolean ipv4 = PeerAddress.of(settings.bind()).isIpv4();
        return bound(new LinuxSocket(ipv4 ? SocketAddressFormat.IPV4 : SocketAddressFormat.IPV6), settings);
    }

    // For both families, unless the machine was started without IPv6.
    private static LinuxSocket openWildcard(PortSettings settings) throws IOException {
        int port = settings.bind().getPort();
        LinuxSocket both;
        try {
            both = new LinuxSocket(SocketAddressFormat.IPV6);
        } catch (SocketException noIpv6) {
            return bound(
                    new LinuxSocket(SocketAddressFormat.IPV4), settings.at(new InetSocketAddress("0.0.0.0", port)));
        }
        return bound(both, settings.at(new InetSocketAddress("::", port)));
    }

    private static LinuxSocket bound(LinuxSocket socket, PortSettings settings) throws IOException {
        try {
            socket.bind(settings);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void bind(PortSettings settings) throws IOException {
        if (format == SocketAddressFormat.IPV6) {
            setOption(IPPROTO_IPV6, IPV6_V6ONLY, 0);
        }
        if (settings.shared()) {
            setOption(SOL_SOCKET, SO_REUSEPORT, 1);
        }
        // Beyond the system's limit for those who may, up to it for all others.
        if (!isSet(SO_RCVBUFFORCE, settings.bufferBytes())) {
            setOption(SOL_SOCKET, SO_RCVBUF, settings.bufferBytes());
        }
        if (!isSet(SO_SNDBUFFORCE, settings.bufferBytes())) {
            setOption(SOL_SOCKET, SO_SNDBUF, settings.bufferBytes());
        }
        MemorySegment address = arena.allocate(SocketAddressFormat.LONGEST, Long.BYTES);
        format.write(address, 0, PeerAddress.of(settings.bind()));
        if (Libc.bind(capture, socket, address, format.length()) < 0) {
            throw bindFailure(settings.bind(), Libc.errorNumber(capture));
        }
    }

    private static IOException bindFailure(InetSocketAddress address, int error) {
        return new BindException(
                switch (error) {
                    case Libc.EADDRINUSE -> "Address already in use";
                    case Libc.EADDRNOTAVAIL -> "Cannot assign requested address";
                    case Libc.EACCES -> "Permission denied";
                    default -> "binding %s failed (errno %d)".formatted(address, error);
                });
    }

    /** The socket's descriptor. */
    int descriptor() {
        return socket;
    }

    SocketAddressFormat format() {
        return format;
    }

    /** Memory that lives as long as the socket. */
    MemorySegment allocate(long bytes) {
        return arena.allocate(bytes, Long.BYTES);
    }

    /** Where the owner's calls leave their error number. */
    MemorySegment capture() {
        return capture;
    }

    InetSocketAddress localAddress() throws IOException {
        MemorySegment address = arena.allocate(SocketAddressFormat.LONGEST, Long.BYTES);
        value.set(JAVA_INT, 0, SocketAddressFormat.LONGEST);
        if (Libc.getsockname(capture, socket, address, value) < 0) {
            throw new SocketException("getsockname failed (errno %d)".formatted(Libc.errorNumber(capture)));
        }
        return format.read(address, 0, new PeerAddresses()).toSocketAddress();
    }

    /** What the kernel gave for receiving, in bytes; its own bookkeeping takes a part of it. */
    int receiveBufferBytes() {
        MemorySegment length = arena.allocate(JAVA_INT);
        length.set(JAVA_INT, 0, Integer.BYTES);
        return Libc.getsockopt(capture, socket, SOL_SOCKET, SO_RCVBUF, value, length) < 0 ? 0 : value.get(JAVA_INT, 0);
    }

    /** Waits until something can be received, {@link #wakeUp()} is called or the time is over. */
    void await(long nanos) {
        polled.set(JAVA_INT, 0, socket);
        polled.set(JAVA_INT, POLL_ENTRY, event);
        polled.set(JAVA_SHORT, POLL_EVENTS, POLLIN);
        polled.set(JAVA_SHORT, POLL_ENTRY + POLL_EVENTS, POLLIN);
        long second = TimeUnit.SECONDS.toNanos(1);
        timeout.set(JAVA_LONG, 0, Math.max(0, nanos) / second);
        timeout.set(JAVA_LONG, Long.BYTES, Math.max(0, nanos) % second);
        polled.set(JAVA_SHORT, POLL_ENTRY + POLL_RESULT, (short) 0);
        Libc.ppoll(capture, polled, 2, timeout);
        if ((polled.get(JAVA_SHORT, POLL_ENTRY + POLL_RESULT) & POLLIN) != 0) {
            // Read before the flag is cleared: who comes in between needs no wake-up, since the owner looks for work
            // next.
            Libc.eventfdRead(capture, event, value);
            awake.set(false);
        }
    }

    /** Ends a wait, or the next one. Any thread. */
    void wakeUp() {
        if (awake.compareAndSet(false, true)) {
            synchronized (wakeCapture) {
                if (!closed.get()) {
                    Libc.eventfdWrite(wakeCapture, event, 1);
                }
            }
        }
    }

    private void setOption(int level, int option, int number) throws IOException {
        if (!isSet(level, option, number)) {
            throw new SocketException("socket option %d of level %d cannot be set to %d (errno %d)"
                    .formatted(option, level, number, Libc.errorNumber(capture)));
        }
    }

    private boolean isSet(int option, int number) {
        return isSet(SOL_SOCKET, option, number);
    }

    private boolean isSet(int level, int option, int number) {
        value.set(JAVA_INT, 0, number);
        return Libc.setsockopt(capture, socket, level, option, value, Integer.BYTES) == 0;
    }

    @Override
    public void close() {
        synchronized (wakeCapture) {
            if (closed.compareAndSet(false, true)) {
                Libc.close(capture, event);
                Libc.close(capture, socket);
                arena.close();
            }
        }
    }
}
