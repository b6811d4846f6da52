package org.livechat.fuzz;

import java.util.Arrays;

/** A packet amid other bytes, as it lies in a buffer that many packets share: who reads or writes beyond it is found out. */
final class Framed {
    private static final int MARGIN = 64;
    private static final byte OTHERS = 0x5A;

    private final byte[] buffer;
    private final int length;

    private Framed(byte[] buffer, int length) {
        this.buffer = buffer;
        this.length = length;
    }

    static Framed of(byte[] packet) {
        byte[] buffer = new byte[packet.length + 2 * MARGIN];
        Arrays.fill(buffer, OTHERS);
        System.arraycopy(packet, 0, buffer, MARGIN, packet.length);
        return new Framed(buffer, packet.length);
    }

    /** The buffer itself. */
    byte[] buffer() {
        return buffer;
    }

    /** Where the packet begins in it. */
    int offset() {
        return MARGIN;
    }

    int length() {
        return length;
    }

    /** Whether a range is within the packet. */
    boolean contains(int from, int bytes) {
        return bytes >= 0 && from >= MARGIN && from + bytes <= MARGIN + length;
    }

    void checkOthers() {
        for (int i = 0; i < MARGIN; i++) {
            Property.holds(
                    buffer[i] == OTHERS && buffer[MARGIN + length + i] == OTHERS,
                    "bytes beside the packet were changed");
        }
    }
}
