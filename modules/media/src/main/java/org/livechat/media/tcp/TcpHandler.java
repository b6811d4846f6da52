package org.livechat.media.tcp;

import org.jspecify.annotations.Nullable;
import org.livechat.api.transport.PeerAddress;

/** Takes what comes over TCP. Called by the port's thread alone. */
public interface TcpHandler {
    /** Whether the packets of a read from this address find room: else it is left unread for a moment. */
    boolean hasRoom(PeerAddress from);

    /** One packet, whose bytes are the handler's until it returns. */
    void received(byte[] buffer, int offset, int length, PeerAddress from);

    /**
     * How much is read of the client that has proved to be at an address, by a valid check: the same one at all its addresses. Null if none
     * has; asked for every read, so without wrapping.
     */
    @Nullable
    ReadAllowance allowance(PeerAddress address);

    /** A connection has ended; nothing comes from there any more. */
    void closed(PeerAddress address);
}
