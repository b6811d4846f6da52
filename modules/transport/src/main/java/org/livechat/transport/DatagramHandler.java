package org.livechat.transport;

/** Takes what a {@link DatagramPort} received. */
@FunctionalInterface
public interface DatagramHandler {
    /**
     * One datagram. The bytes may be changed in place; {@link DatagramPort#MAX_DATAGRAM_BYTES} from {@code offset} on are the
     * handler's until the port receives again, so that what came together can be dealt with together.
     */
    void received(byte[] buffer, int offset, int length, PeerAddress source);
}
