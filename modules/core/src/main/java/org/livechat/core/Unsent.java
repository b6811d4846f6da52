package org.livechat.core;

import java.util.ArrayDeque;
import java.util.Queue;
import org.livechat.api.control.Event;
import org.livechat.api.store.Receipt;

/**
 * Messages of one channel that wait for the disk before anybody is told of them, in the order in which they were written: no more than
 * threads that post. Guarded by the channel's lock.
 */
final class Unsent {
    /** A message, and whether it is kept. */
    record Message(Event event, Receipt receipt) {}

    private final Roster roster;
    private final Queue<Message> waiting = new ArrayDeque<>();

    Unsent(Roster roster) {
        this.roster = roster;
    }

    void add(Message message) {
        waiting.add(message);
    }

    /** Tells the members of a message that is kept, and of those before it, which are kept as well. */
    void tellUpTo(Message message) {
        // Another thread, whose message was written later, may have told it.
        if (waiting.contains(message)) {
            Message next;
            do {
                next = waiting.remove();
                roster.tellAll(next.event());
            } while (!next.equals(message));
        }
    }
}
