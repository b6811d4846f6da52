package org.livechat.admin;

import java.util.LinkedHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether it is to be noted that a user fetches a recording: once a minute, since a player fetches it in parts. Bounded: what was noted longest
 * ago is forgotten first. Thread-safe.
 */
final class ReplayNotes {
    private static final long AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST = 10_000;

    private record Heard(String userId, String id) {}

    private final LongSupplier nanoTime;
    private final LinkedHashMap<Heard, Long> notedNanos = new LinkedHashMap<>();

    ReplayNotes(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** True once a minute for a user and a recording. */
    synchronized boolean isNew(String userId, String id) {
        var heard = new Heard(userId, id);
        long now = nanoTime.getAsLong();
        Long noted = notedNanos.get(heard);
        if (noted != null && now - noted < AGAIN_NANOS) {
            return false;
        }
        notedNanos.putLast(heard, now);
        if (notedNanos.size() > MOST) {
            notedNanos.pollFirstEntry();
        }
        return true;
    }
}
