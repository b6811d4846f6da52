package org.livechat.rtc.frame;

/** Takes the packets of a stream. */
@FunctionalInterface
public interface PacketHandler {
    /** One packet, whose bytes are the handler's until it returns; {@code length} is 0 for a packet without a byte. */
    void received(byte[] buffer, int offset, int length);
}
