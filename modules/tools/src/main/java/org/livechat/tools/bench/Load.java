package org.livechat.tools.bench;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Traffic that can be measured again and again: sources that send and receivers that count.
 *
 * @param target whom it goes through: "server" or "yardstick"
 * @param process its process, if it is on this machine
 * @param ready called before each round, such as to take the floor
 */
record Load(String target, OptionalLong process, List<Source> sources, Tally tally, Runnable ready) {
    private static final Duration MOST_DRAIN = Duration.ofSeconds(2);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final long LOOK_NANOS = 5_000_000;

    /** Only sends. */
    void preheat(double rate, int burst, Duration time) {
        ready.run();
        new Pacer(sources, rate / burst, burst).run(time);
    }

    /**
     * Sends for a while, then sends and measures.
     *
     * @param rate packets a second of each source
     * @param burst packets that are sent one behind the other
     */
    Round measure(double rate, int burst, Duration warmUp, Duration time) {
        ready.run();
        Pacer pacer = new Pacer(sources, rate / burst, burst);
        // nothing is known of a stream before its first packet, so there has to be one
        pacer.run(warmUp.compareTo(SHORT) < 0 ? SHORT : warmUp);
        tally.clear();
        ProcessUsage before = ProcessUsage.ofOptional(process);
        sources.forEach(Source::measure);
        long start = System.nanoTime();
        pacer.run(time);
        sources.forEach(Source::measured);
        double seconds = (System.nanoTime() - start) / 1e9;
        ProcessUsage after = ProcessUsage.ofOptional(process);
        drain(tally);
        return Round.of(target, rate, seconds, tally, CpuUse.between(before, after), after.residentBytes());
    }

    /** Waits a little for what is still on its way. */
    static void drain(Tally tally) {
        long deadline = System.nanoTime() + MOST_DRAIN.toNanos();
        while (tally.deliveredCount() < tally.expectedPackets() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
