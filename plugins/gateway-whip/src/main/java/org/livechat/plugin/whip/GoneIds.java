package org.livechat.plugin.whip;

import java.util.LinkedHashSet;

/**
 * The ids of sessions that have ended by themselves, the latest of them: clients close their media first, which ends the
 * session, and delete it then, which is no error of theirs. Thread-safe.
 */
final class GoneIds {
    private static final int MOST = 1024;

    private final LinkedHashSet<String> ids = new LinkedHashSet<>();

    synchronized void add(String id) {
        ids.add(id);
        if (ids.size() > MOST) {
            ids.removeFirst();
        }
    }

    /** Forgets one; returns whether it was there. */
    synchronized boolean remove(String id) {
        return ids.remove(id);
    }
}
