package org.livechat.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.livechat.api.watch.Turn;
import org.livechat.api.watch.Watched;

/**
 * What the control plane's use cases are at: each notes when it holds a channel's lock, tells a channel's members what was decided,
 * or acts on a deadline. So whoever keeps others waiting can be named. One thread may be at several, one within the other.
 */
final class Turns implements Watched {
    private record Entry(Turn turn, @Nullable Entry outer) {}

    private final TimeSource time;
    private final Map<Thread, Entry> entries = new ConcurrentHashMap<>();

    Turns(TimeSource time) {
        this.time = time;
    }

    /** The caller's thread begins something; {@link #end} has to follow on the same thread. */
    void begin(String what) {
        Thread thread = Thread.currentThread();
        entries.put(thread, new Entry(new Turn(what, thread, time.nanoTime()), entries.get(thread)));
    }

    /** The caller's thread has ended what it began last. */
    void end() {
        entries.computeIfPresent(Thread.currentThread(), (thread, entry) -> entry.outer());
    }

    @Override
    public List<Turn> turns() {
        List<Turn> turns = new ArrayList<>();
        for (Entry entry : entries.values()) {
            for (Entry each = entry; each != null; each = each.outer()) {
                turns.add(each.turn());
            }
        }
        return turns;
    }
}
