package org.livechat.store;

import org.livechat.api.store.Change;

/** What a change takes of the memory, about. */
final class ChangeSize {
    /** Of a change with its ids and names, but without what may be long. */
    private static final int FIXED_BYTES = 512;

    private ChangeSize() {}

    static int of(Change change) {
        return change instanceof Change.Posted posted
                ? FIXED_BYTES + 2 * posted.message().content().length()
                : FIXED_BYTES;
    }

    /** Whether clients can make any number of them. */
    static boolean isChatter(Change change) {
        return change instanceof Change.Posted || change instanceof Change.Talked || change instanceof Change.Recorded;
    }
}
