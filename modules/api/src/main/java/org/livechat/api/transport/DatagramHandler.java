package org.livechat.api.transport;

/**
 * Takes what a {@link DatagramPort} received. Called by the thread that owns the port, from within
 * {@link DatagramPort#receive}; what it throws ends that call.
 *
 * @since 1
 */
@FunctionalInterface
public interface DatagramHandler {
    /**
     * One datagram. The bytes may be changed in place; {@link DatagramPort#MAX_DATAGRAM_BYTES} from {@code offset} on are the
     * handler's until the port receives again, so that what came together can be dealt with together.
     *
     * @param length of the datagram in bytes; may be 0
     * @param source who sent it
     */
    void received(byte[] buffer, int offset, int length, PeerAddress source);
}
