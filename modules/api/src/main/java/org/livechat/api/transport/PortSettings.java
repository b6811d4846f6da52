package org.livechat.api.transport;

import java.net.InetSocketAddress;

/**
 * How a port is opened.
 *
 * @param bind where; port 0 lets the system choose. The wildcard address of either family stands for both families where
 *     the machine has both
 * @param bufferBytes what to ask of the kernel for each direction; it may give less, see {@link DatagramPort#receiveBufferBytes}
 * @param shared whether other ports of this process bind the same address and port (SO_REUSEPORT): the kernel then gives all
 *     datagrams of one sender to one of them. Anybody of the same user may join them, so see that the port is free first
 * @param segmented whether datagrams of one size to one destination may leave as one message (UDP_SEGMENT), where that is to
 *     be had
 * @since 1
 */
public record PortSettings(InetSocketAddress bind, int bufferBytes, boolean shared, boolean segmented) {
    /** A port of its own, with segmentation where it can be had. */
    public static PortSettings of(InetSocketAddress bind, int bufferBytes) {
        return new PortSettings(bind, bufferBytes, false, true);
    }

    /** The same for another address. */
    public PortSettings at(InetSocketAddress other) {
        return new PortSettings(other, bufferBytes, shared, segmented);
    }
}
