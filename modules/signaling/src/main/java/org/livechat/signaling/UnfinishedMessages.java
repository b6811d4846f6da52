package org.livechat.signaling;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What has come of messages that are not whole yet, of all clients together. When it is too much, whoever has most of it is cut: who
 * finishes what it begins needs little for a moment, however many others begin and never finish. Thread-safe.
 */
final class UnfinishedMessages {
    /** A message of which a part has come. Its owner may be any thread. */
    interface Part {
        /** What it takes in memory. */
        int bytes();

        /** Lets go of it, and of who sends it; called while no lock of a part is held. */
        void cut();
    }

    private final long most;
    private final Set<Part> parts = ConcurrentHashMap.newKeySet();
    private final AtomicLong held = new AtomicLong();

    /** @param most how many bytes may be held */
    UnfinishedMessages(long most) {
        this.most = most;
    }

    /** A part takes so many bytes more, or less if that is negative. */
    void grew(Part part, int bytes) {
        held.addAndGet(bytes);
        if (part.bytes() > 0) {
            parts.add(part);
        } else {
            parts.remove(part);
        }
    }

    /** Cuts as many as it takes, the fullest first. To be called without any lock of a part, since those of others are taken. */
    void bound() {
        if (held.get() > most) {
            cutFullest();
        }
    }

    private synchronized void cutFullest() {
        while (held.get() > most) {
            Optional<Part> fullest =
                    parts.stream().max(Comparator.comparingInt(Part::bytes)).filter(part -> part.bytes() > 0);
            if (fullest.isEmpty()) {
                // All have just been finished.
                return;
            }
            parts.remove(fullest.get());
            fullest.get().cut();
        }
    }

    /** How many bytes are held now. */
    long bytes() {
        return held.get();
    }
}
