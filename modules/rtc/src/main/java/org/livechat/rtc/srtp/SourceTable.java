package org.livechat.rtc.srtp;

import org.jspecify.annotations.Nullable;

/** The sources of one key by SSRC: a hash table with open addressing, which allocates only for a new source. */
final class SourceTable {
    private static final int FIRST_CAPACITY = 8;
    /** Any odd number with well mixed bits will do: SSRCs that were chosen to collide cost a scan of the bound at most. */
    private static final int MIX = 0x9e3779b1;

    private final int most;
    private @Nullable Source[] slots = new @Nullable Source[FIRST_CAPACITY];
    private int size;

    SourceTable(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a bound of " + most + " sources, but at least 1 is needed");
        }
        this.most = most;
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size >= most;
    }

    @Nullable
    Source find(int ssrc) {
        for (int slot = home(ssrc); ; slot = (slot + 1) & (slots.length - 1)) {
            Source source = slots[slot];
            if (source == null || source.ssrc == ssrc) {
                return source;
            }
        }
    }

    /** Adds a source that is not there yet; the table must not be full. */
    Source add(int ssrc) {
        if (2 * (size + 1) > slots.length) {
            grow();
        }
        Source source = new Source(ssrc);
        put(source);
        size++;
        return source;
    }

    private void grow() {
        @Nullable Source[] before = slots;
        slots = new @Nullable Source[2 * before.length];
        for (Source source : before) {
            if (source != null) {
                put(source);
            }
        }
    }

    private void put(Source source) {
        int slot = home(source.ssrc);
        while (slots[slot] != null) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = source;
    }

    private int home(int ssrc) {
        return ((ssrc * MIX) >>> 16) & (slots.length - 1);
    }
}
