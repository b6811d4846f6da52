package org.livechat.transport;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.livechat.api.transport.PeerAddress;

/** How a socket's address family writes addresses: {@code sockaddr_in} and {@code sockaddr_in6}, which Linux never changes. */
enum SocketAddressFormat {
    IPV4(2, 16) {
        @Override
        void write(MemorySegment memory, long offset, PeerAddress address) {
            memory.set(JAVA_SHORT_UNALIGNED, offset, (short) family());
            memory.set(NETWORK_SHORT, offset + PORT, (short) address.port());
            memory.set(NETWORK_INT, offset + IPV4_ADDRESS, (int) address.low());
        }

        @Override
        PeerAddress read(MemorySegment memory, long offset, PeerAddresses known) {
            return known.find(
                    0,
                    PeerAddress.mapped(memory.get(NETWORK_INT, offset + IPV4_ADDRESS)),
                    Short.toUnsignedInt(memory.get(NETWORK_SHORT, offset + PORT)),
                    0);
        }

        @Override
        boolean reaches(PeerAddress address) {
            return address.isIpv4();
        }
    },

    /** Reaches IPv4 too, by mapped addresses. */
    IPV6(10, 28) {
        @Override
        void write(MemorySegment memory, long offset, PeerAddress address) {
            memory.set(JAVA_SHORT_UNALIGNED, offset, (short) family());
            memory.set(NETWORK_SHORT, offset + PORT, (short) address.port());
            memory.set(NETWORK_LONG, offset + IPV6_ADDRESS, address.high());
            memory.set(NETWORK_LONG, offset + IPV6_ADDRESS + Long.BYTES, address.low());
            memory.set(JAVA_INT_UNALIGNED, offset + IPV6_SCOPE, address.scope());
        }

        @Override
        PeerAddress read(MemorySegment memory, long offset, PeerAddresses known) {
            return known.find(
                    memory.get(NETWORK_LONG, offset + IPV6_ADDRESS),
                    memory.get(NETWORK_LONG, offset + IPV6_ADDRESS + Long.BYTES),
                    Short.toUnsignedInt(memory.get(NETWORK_SHORT, offset + PORT)),
                    memory.get(JAVA_INT_UNALIGNED, offset + IPV6_SCOPE));
        }

        @Override
        boolean reaches(PeerAddress address) {
            return true;
        }
    };

    /** Room for either. */
    static final int LONGEST = 28;

    private static final int PORT = 2;
    private static final int IPV4_ADDRESS = 4;
    private static final int IPV6_ADDRESS = 8;
    private static final int IPV6_SCOPE = 24;
    private static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NETWORK_INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong NETWORK_LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final int family;
    private final int length;

    SocketAddressFormat(int family, int length) {
        this.family = family;
        this.length = length;
    }

    /** AF_INET or AF_INET6. */
    int family() {
        return family;
    }

    /** Bytes that it takes. */
    int length() {
        return length;
    }

    abstract void write(MemorySegment memory, long offset, PeerAddress address);

    abstract PeerAddress read(MemorySegment memory, long offset, PeerAddresses known);

    /** Whether a socket of this family can send there. */
    abstract boolean reaches(PeerAddress address);
}
