package org.livechat.chaos;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What somebody says, as an Opus packet of 20 ms that nobody decodes.
 *
 * @param burst of which it is one
 * @param isAllowed whether its sender believes to have the floor, or needs none
 */
record Frame(int burst, boolean isAllowed) {
    /** 20 ms of an Opus packet, in its clock. */
    static final int TICKS = 960;

    /** RFC 6716 3.1: CELT, fullband, 20 ms, one frame. */
    private static final byte OPUS_20_MS = (byte) 0xF8;

    private static final short MARK = 0x4C43;
    private static final int BYTES = 8;

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .put(OPUS_20_MS)
                .putShort(MARK)
                .put((byte) (isAllowed ? 1 : 0))
                .putInt(burst)
                .array();
    }

    /** Empty for what the server has made up, such as the silence at the end of a burst. */
    static Optional<Frame> of(byte[] payload) {
        if (payload.length != BYTES) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.wrap(payload);
        if (bytes.get() != OPUS_20_MS || bytes.getShort() != MARK) {
            return Optional.empty();
        }
        boolean isAllowed = bytes.get() == 1;
        return Optional.of(new Frame(bytes.getInt(), isAllowed));
    }
}
