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

    /** Whether clients, or what they have said, can make any number of them. */
    static boolean isChatter(Change change) {
        return switch (change) {
            case Change.Posted _, Change.Talked _, Change.Recorded _, Change.RecordingDeleted _ -> true;
            default -> false;
        };
    }
}
