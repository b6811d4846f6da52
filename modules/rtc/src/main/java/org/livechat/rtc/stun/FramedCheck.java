package org.livechat.rtc.stun;

import java.nio.ByteBuffer;
import org.livechat.api.transport.SharedPortProtocol.Recognition;

/**
 * Tells a connection of ICE (RFC 6544) from one of TLS or HTTP: its first packet is a connectivity check, a STUN binding request
 * (RFC 8489 5) behind its length (RFC 4571 2). TLS begins with a byte of 22, HTTP with a letter, and a check, which is short, with one
 * of 0 to 7.
 */
public final class FramedCheck {
    /** Of a check, with its header, in bytes: far more than a username, an integrity and a few numbers take. */
    private static final int LONGEST = 2048;

    private static final int LENGTH_OFFSET = 0;
    private static final int TYPE_OFFSET = 2;
    private static final int STUN_LENGTH_OFFSET = 4;
    private static final int COOKIE_OFFSET = 6;
    private static final int DECIDING_BYTES = COOKIE_OFFSET + Integer.BYTES;
    private static final int ALIGNMENT = 4;

    private FramedCheck() {}

    /**
     * Looks at how a connection begins, as far as it has come; the bytes stay as they are.
     *
     * @param begin in network byte order, which is that of a buffer unless it was changed
     */
    public static Recognition of(ByteBuffer begin) {
        int count = Math.min(begin.remaining(), DECIDING_BYTES);
        int length = count < TYPE_OFFSET ? 0 : Short.toUnsignedInt(begin.getShort(begin.position()));
        for (int i = 0; i < count; i++) {
            if (!fits(i, Byte.toUnsignedInt(begin.get(begin.position() + i)), length)) {
                return Recognition.OTHER;
            }
        }
        return count < DECIDING_BYTES ? Recognition.UNDECIDED : Recognition.OWN;
    }

    /** @param length of the packet, once both of its bytes are there */
    private static boolean fits(int index, int value, int length) {
        return switch (index) {
            case LENGTH_OFFSET -> value < LONGEST >>> Byte.SIZE;
            case LENGTH_OFFSET + 1 -> length >= StunType.HEADER_LENGTH && length % ALIGNMENT == 0;
            case TYPE_OFFSET, TYPE_OFFSET + 1 ->
                value == byteOf(StunType.BINDING_REQUEST, index - TYPE_OFFSET, Short.BYTES);
            case STUN_LENGTH_OFFSET, STUN_LENGTH_OFFSET + 1 ->
                value == byteOf(length - StunType.HEADER_LENGTH, index - STUN_LENGTH_OFFSET, Short.BYTES);
            default -> value == byteOf(StunType.MAGIC_COOKIE, index - COOKIE_OFFSET, Integer.BYTES);
        };
    }

    private static int byteOf(int number, int index, int bytes) {
        return (number >>> ((bytes - 1 - index) * Byte.SIZE)) & 0xFF;
    }
}
