package org.livechat.plugin.amrwb;

/** Reads a payload bit by bit, the most significant first. */
final class Bits {
    private final byte[] payload;
    private int at;

    Bits(byte[] payload) {
        this.payload = payload.clone();
    }

    int take(int count) {
        var value = 0;
        for (var bit = 0; bit < count; bit++, at++) {
            value = (value << 1) | ((payload[at / 8] >> (7 - at % 8)) & 1);
        }
        return value;
    }

    int left() {
        return payload.length * 8 - at;
    }
}
