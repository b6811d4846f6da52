package org.livechat.chaos;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Who said what, and where: bursts by the numbers in their frames. Thread-safe. */
final class Bursts {
    /** A time that somebody talks. */
    record Burst(int number, String talker, String channelId) {}

    private final Map<Integer, Burst> all = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();

    Burst begin(String talker, String channelId) {
        var burst = new Burst(last.incrementAndGet(), talker, channelId);
        all.put(burst.number(), burst);
        return burst;
    }

    Optional<Burst> of(int number) {
        return Optional.ofNullable(all.get(number));
    }

    /** Nobody can hear any of them any more. */
    void forget() {
        all.clear();
    }
}
