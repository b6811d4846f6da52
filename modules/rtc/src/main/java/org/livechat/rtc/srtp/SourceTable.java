package org.livechat.rtc.srtp;

import org.jspecify.annotations.Nullable;

/**
 * The sources of one key by SSRC: a hash table with open addressing, which allocates only for a new source.
 *
 * <p>A source that is released is kept, with what is known of its packets, until its place is needed: until then none of them is
 * taken a second time, and if it comes back it goes on.
 */
final class SourceTable {
    private static final int FIRST_CAPACITY = 8;
    /** Any odd number with well mixed bits will do: SSRCs that were chosen to collide cost a scan of the bound at most. */
    private static final int MIX = 0x9e3779b1;

    private final int most;
    private @Nullable Source[] slots = new @Nullable Source[FIRST_CAPACITY];
    private int size;
    private long releases;

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

    /** Gives a source's place to the next that needs one; nothing if there is no such source. */
    void release(int ssrc) {
        Source source = find(ssrc);
        if (source != null && source.released == Source.IN_USE) {
            source.released = ++releases;
        }
    }

    /** Takes that back. */
    void retain(int ssrc) {
        Source source = find(ssrc);
        if (source != null) {
            source.released = Source.IN_USE;
        }
    }

    /** The source that was released first of those that are; null if none is. */
    @Nullable
    Source firstReleased() {
        Source first = null;
        for (Source source : slots) {
            if (source != null
                    && source.released != Source.IN_USE
                    && (first == null || source.released < first.released)) {
                first = source;
            }
        }
        return first;
    }

    /** The source whose packets ceased first; null if all have been used since an instant. */
    @Nullable
    Source longestIdle(long sinceNanos) {
        Source longest = null;
        for (Source source : slots) {
            if (source != null
                    && source.usedNanos - sinceNanos < 0
                    && (longest == null || source.usedNanos - longest.usedNanos < 0)) {
                longest = source;
            }
        }
        return longest;
    }

    /** Forgets a source that is there. */
    void remove(Source leaving) {
        @Nullable Source[] before = slots;
        slots = new @Nullable Source[before.length];
        for (Source source : before) {
            if (source != null && source != leaving) {
                put(source);
            }
        }
        size--;
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
