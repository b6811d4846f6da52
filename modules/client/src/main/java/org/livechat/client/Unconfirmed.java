package org.livechat.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;

/** What was sent in a session and may not have arrived, by the numbers that both sides count. Not thread-safe. */
final class Unconfirmed {
    private final Deque<String> packets = new ArrayDeque<>();
    private final Queue<Long> heartbeats = new ArrayDeque<>();
    private long sent;

    /** A packet is sent. */
    void add(String packet) {
        packets.add(packet);
        sent++;
    }

    /** The latest was a heartbeat: its answer says that all up to it have arrived. */
    void heartbeat() {
        heartbeats.add(sent);
    }

    void heartbeatAnswered() {
        var number = heartbeats.poll();
        if (number != null) {
            confirm(number);
        }
    }

    /** So many have arrived. */
    void confirm(long arrived) {
        while (sent - packets.size() < arrived && !packets.isEmpty()) {
            packets.removeFirst();
        }
    }

    /** What is to be sent again, where so many have arrived: heartbeats that were answered are behind. */
    List<String> after(long arrived) {
        confirm(arrived);
        heartbeats.removeIf(number -> number <= arrived);
        return List.copyOf(packets);
    }
}
