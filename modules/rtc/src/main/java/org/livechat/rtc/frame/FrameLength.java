package org.livechat.rtc.frame;

import java.nio.ByteBuffer;

/** What stands before each packet of a stream: its length (RFC 4571 2). */
public final class FrameLength {
    /** How many bytes it takes. */
    public static final int BYTES = 2;

    private static final int MOST = 0xFFFF;

    private FrameLength() {}

    /**
     * Writes it.
     *
     * @param length of the packet that follows, 0 to 65535 bytes
     */
    public static void write(ByteBuffer out, int length) {
        if (length < 0 || length > MOST) {
            throw new IllegalArgumentException(
                    "a packet of a stream has 0 to %d bytes, not %d".formatted(MOST, length));
        }
        out.putShort((short) length);
    }
}
