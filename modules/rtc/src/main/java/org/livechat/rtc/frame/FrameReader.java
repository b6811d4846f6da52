package org.livechat.rtc.frame;

import java.nio.ByteBuffer;

/**
 * Finds the packets in what comes of a stream (RFC 4571 2: a length of 16 bits in network byte order, then so many bytes),
 * however it is cut into pieces. What is there of a packet that is not whole yet is kept between two calls, in a buffer that grows to the
 * longest packet that was cut so far, and serves all that follow. Not thread-safe.
 */
public final class FrameReader {
    private static final byte[] NOTHING = {};

    private final int longest;
    private final PacketHandler handler;
    private byte[] partial = NOTHING;
    /** What is there of the length and of the packet behind it. */
    private int lengthBytes;

    private int length;
    private int partialBytes;
    private boolean broken;

    /**
     * @param longest packets are taken, in bytes
     * @param handler takes packets, from within {@link #read}
     */
    public FrameReader(int longest, PacketHandler handler) {
        this.longest = longest;
        this.handler = handler;
    }

    /**
     * Takes all bytes of a buffer that has an array, and hands over the packets that are whole with them, also those without a byte,
     * which RFC 4571 2 allows.
     *
     * @return false if a packet is longer than may be: the rest of the stream cannot be understood then, nor can what comes later
     */
    public boolean read(ByteBuffer bytes) {
        while (!broken && bytes.hasRemaining()) {
            if (lengthBytes < FrameLength.BYTES) {
                readLength(bytes);
            } else if (partialBytes == 0 && bytes.remaining() >= length) {
                whole(bytes);
            } else {
                piece(bytes);
            }
        }
        return !broken;
    }

    /** Whether the stream is between two packets. */
    public boolean isBetweenPackets() {
        return lengthBytes == 0;
    }

    private void readLength(ByteBuffer bytes) {
        length = length << Byte.SIZE | Byte.toUnsignedInt(bytes.get());
        lengthBytes++;
        if (lengthBytes == FrameLength.BYTES) {
            broken = length > longest;
            if (length == 0) {
                whole(bytes);
            }
        }
    }

    private void whole(ByteBuffer bytes) {
        int start = bytes.position();
        bytes.position(start + length);
        int whole = length;
        next();
        handler.received(bytes.array(), bytes.arrayOffset() + start, whole);
    }

    private void piece(ByteBuffer bytes) {
        if (partial.length < length) {
            partial = new byte[length];
        }
        int count = Math.min(bytes.remaining(), length - partialBytes);
        bytes.get(partial, partialBytes, count);
        partialBytes += count;
        if (partialBytes == length) {
            int whole = length;
            next();
            handler.received(partial, 0, whole);
        }
    }

    private void next() {
        partialBytes = 0;
        lengthBytes = 0;
        length = 0;
    }
}
