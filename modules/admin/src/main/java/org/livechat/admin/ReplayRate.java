package org.livechat.admin;

import java.util.LinkedHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpStatus;

/**
 * How often a user may ask for recordings: so many requests a second, and as many as two seconds of them at once. Bounded, whatever number of
 * users asks: the one who asked longest ago is forgotten first. Thread-safe.
 */
final class ReplayRate {
    private static final int MOST_USERS = 10_000;
    private static final int BURST_SECONDS = 2;

    private final int perSecond;
    private final LongSupplier nanoTime;
    /** When what a user has asked for is worked off, the one who asked longest ago first. */
    private final LinkedHashMap<String, Long> doneNanos = new LinkedHashMap<>();

    ReplayRate(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
    }

    /**
     * Counts a request.
     *
     * @throws AdminCall.Refused when the user has asked too often, which does not count
     */
    synchronized void count(String userId) {
        long now = nanoTime.getAsLong();
        long last = doneNanos.getOrDefault(userId, now);
        long begins = last - now > 0 ? last : now;
        long done = begins + TimeUnit.SECONDS.toNanos(1) / perSecond;
        if (done - now > TimeUnit.SECONDS.toNanos(BURST_SECONDS)) {
            throw new AdminCall.Refused(
                    HttpStatus.TOO_MANY_REQUESTS_429,
                    "you may ask for recordings %d times a second; ask again later".formatted(perSecond));
        }
        doneNanos.putLast(userId, done);
        if (doneNanos.size() > MOST_USERS) {
            doneNanos.pollFirstEntry();
        }
    }
}
