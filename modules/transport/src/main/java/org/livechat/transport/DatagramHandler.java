package org.livechat.transport;

import java.net.InetSocketAddress;

/** Takes what a {@link DatagramPort} received. */
@FunctionalInterface
public interface DatagramHandler {
    /**
     * One datagram. The bytes may be changed in place, {@link DatagramPort#MAX_DATAGRAM_BYTES} from {@code offset} on
     * are the handler's until it returns.
     */
    void received(byte[] buffer, int offset, int length, InetSocketAddress source);
}
