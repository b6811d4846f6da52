package org.livechat.media.tcp;

import org.livechat.api.transport.PeerAddress;

/** Takes what comes over TCP. Called by the port's thread alone. */
public interface TcpHandler {
    /** One packet, whose bytes are the handler's until it returns. It may wait a little, which slows senders down. */
    void received(byte[] buffer, int offset, int length, PeerAddress from);

    /** Whether a client has proved to be at an address, by a valid check. */
    boolean isProven(PeerAddress address);

    /** A connection has ended; nothing comes from there any more. */
    void closed(PeerAddress address);
}
