package org.livechat.api.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * Where a datagram comes from or goes to: address and port as numbers, so that a packet's sender is compared, hashed and
 * written into a socket address without allocating. An IPv4 address is kept in its IPv6-mapped form (RFC 4291 2.5.5.2).
 * What comes framed over a TCP connection (RFC 4571) comes from an address that names the connection too, since another one
 * of the same address and port is another way. Immutable.
 *
 * @since 1
 */
public final class PeerAddress {
    private static final long MAPPED_PREFIX = 0xFFFFL << 32;
    private static final long WORD = 0xFFFF_FFFFL;

    /** The {@link #stream} of addresses that datagrams of their own come from. */
    public static final long NO_STREAM = 0;

    private final long high;
    private final long low;
    private final int port;
    private final int scope;
    private final long stream;
    private final InetSocketAddress socketAddress;

    private PeerAddress(long high, long low, int port, int scope, long stream, InetSocketAddress socketAddress) {
        this.high = high;
        this.low = low;
        this.port = port;
        this.scope = scope;
        this.stream = stream;
        this.socketAddress = socketAddress;
    }

    /**
     * The same address in numbers.
     *
     * @throws IllegalArgumentException if the host name of the address was not resolved
     */
    public static PeerAddress of(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        if (ip == null) {
            throw new IllegalArgumentException(address + " is not resolved; a peer's address has to be");
        }
        ByteBuffer bytes = ByteBuffer.wrap(ip.getAddress());
        if (bytes.remaining() == Integer.BYTES) {
            return new PeerAddress(0, mapped(bytes.getInt()), address.getPort(), 0, NO_STREAM, address);
        }
        int scope = ip instanceof Inet6Address six ? six.getScopeId() : 0;
        return new PeerAddress(bytes.getLong(), bytes.getLong(), address.getPort(), scope, NO_STREAM, address);
    }

    /**
     * The address of these numbers, see {@link #high}, {@link #low} and {@link #scope}.
     *
     * @param port 0 to 65535
     */
    public static PeerAddress of(long high, long low, int port, int scope) {
        try {
            InetAddress ip = isIpv4(high, low)
                    ? InetAddress.getByAddress(
                            ByteBuffer.allocate(4).putInt((int) low).array())
                    : ipv6(ByteBuffer.allocate(16).putLong(high).putLong(low).array(), scope);
            return new PeerAddress(high, low, port, scope, NO_STREAM, new InetSocketAddress(ip, port));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address of 4 or 16 bytes needs no look-up", impossible);
        }
    }

    private static InetAddress ipv6(byte[] bytes, int scope) throws UnknownHostException {
        return scope == 0 ? InetAddress.getByAddress(bytes) : Inet6Address.getByAddress(null, bytes, scope);
    }

    /**
     * The other end of a TCP connection, which is no address that datagrams of their own come from.
     *
     * @param stream the number of the connection, never given again: not {@link #NO_STREAM}
     */
    public PeerAddress onStream(long stream) {
        if (stream == NO_STREAM) {
            throw new IllegalArgumentException(NO_STREAM + " is the number of no connection");
        }
        return new PeerAddress(high, low, port, scope, stream, socketAddress);
    }

    /** The lower half of an IPv4 address, whose upper half is 0. */
    public static long mapped(int ipv4) {
        return MAPPED_PREFIX | (ipv4 & WORD);
    }

    private static boolean isIpv4(long high, long low) {
        return high == 0 && (low & ~WORD) == MAPPED_PREFIX;
    }

    /** Whether this is an IPv4 address: {@link #low} cast to an int is the whole of it. */
    public boolean isIpv4() {
        return isIpv4(high, low);
    }

    /** The upper half of the IPv6 address, in network byte order. */
    public long high() {
        return high;
    }

    /** The lower half of the IPv6 address, in network byte order. */
    public long low() {
        return low;
    }

    /** The number of the TCP connection that it is the other end of, {@link #NO_STREAM} for an address of UDP. */
    public long stream() {
        return stream;
    }

    /** The UDP or TCP port, 0 to 65535. */
    public int port() {
        return port;
    }

    /** The interface of a link-local address (RFC 4007), 0 for every other. */
    public int scope() {
        return scope;
    }

    /** The same as an object that the JDK takes, made once. */
    public InetSocketAddress toSocketAddress() {
        return socketAddress;
    }

    /** Whether it is the address of UDP of these numbers. */
    public boolean is(long otherHigh, long otherLow, int otherPort, int otherScope) {
        return is(otherHigh, otherLow, otherPort, otherScope, NO_STREAM);
    }

    private boolean is(long otherHigh, long otherLow, int otherPort, int otherScope, long otherStream) {
        return low == otherLow
                && port == otherPort
                && stream == otherStream
                && high == otherHigh
                && scope == otherScope;
    }

    @Override
    public boolean equals(Object other) {
        return other == this || (other instanceof PeerAddress peer && peer.is(high, low, port, scope, stream));
    }

    @Override
    public int hashCode() {
        return hash(high, low, port) ^ Long.hashCode(stream);
    }

    /** The hash code that the address of UDP of these numbers has, whatever its scope: to find it in a table without making it. */
    public static int hash(long high, long low, int port) {
        long mixed = (high * 31 + low) * 0x9E37_79B9_7F4A_7C15L + port * 0xC2B2_AE3D_27D4_EB4FL;
        return (int) (mixed ^ (mixed >>> 32));
    }

    @Override
    public String toString() {
        return stream == NO_STREAM ? socketAddress.toString() : socketAddress + " on stream " + stream;
    }
}
