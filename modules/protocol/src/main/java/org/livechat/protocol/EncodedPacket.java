package org.livechat.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A packet as the UTF-8 payload of a text frame. Immutable, so one may be sent to any number of peers. */
public final class EncodedPacket {
    private final byte[] utf8;

    EncodedPacket(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** How many bytes it takes on the wire, frame header aside. */
    public int size() {
        return utf8.length;
    }

    /** A new read-only view of the payload. */
    public ByteBuffer payload() {
        return ByteBuffer.wrap(utf8).asReadOnlyBuffer();
    }

    /** The payload as text. */
    @Override
    public String toString() {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
