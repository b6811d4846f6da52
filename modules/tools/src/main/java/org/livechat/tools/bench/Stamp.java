package org.livechat.tools.bench;

import java.nio.ByteBuffer;

/** What lcbench writes into a payload: whose packet it is, its number, and when it was sent. */
final class Stamp {
    /** The smallest payload that has room for it. */
    static final int LEAST_PAYLOAD_BYTES = 32;

    /** Room for a codec's own header. */
    private static final int START = 8;

    private static final int MAGIC = 0x6c636265;

    private Stamp() {}

    static void write(byte[] payload, int source, long number, long nanos) {
        ByteBuffer.wrap(payload, START, LEAST_PAYLOAD_BYTES - START)
                .putInt(MAGIC)
                .putInt(source)
                .putLong(number)
                .putLong(nanos);
    }

    static boolean isAt(byte[] buffer, int payload, int length) {
        return length - payload >= LEAST_PAYLOAD_BYTES
                && ByteBuffer.wrap(buffer).getInt(payload + START) == MAGIC;
    }

    static int source(byte[] buffer, int payload) {
        return ByteBuffer.wrap(buffer).getInt(payload + START + 4);
    }

    static long number(byte[] buffer, int payload) {
        return ByteBuffer.wrap(buffer).getLong(payload + START + 8);
    }

    static long nanos(byte[] buffer, int payload) {
        return ByteBuffer.wrap(buffer).getLong(payload + START + 16);
    }
}
