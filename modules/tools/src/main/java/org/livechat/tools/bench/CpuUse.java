package org.livechat.tools.bench;

import java.util.Map;
import java.util.TreeMap;

/**
 * CPU time between two looks at a process.
 *
 * @param totalNanos by the scheduler's own count of each thread, in nanoseconds
 * @param userNanos its part in user mode
 * @param byThread the same by thread name, digits at the end of a name left out
 */
record CpuUse(long totalNanos, long userNanos, Map<String, Long> byThread) {
    /** Threads that ended in between are missed by the sum over threads: believe the process then. */
    private static final long STEP_NANOS = 20_000_000L;

    static CpuUse between(ProcessUsage before, ProcessUsage after) {
        Map<String, Long> byThread = new TreeMap<>();
        long sum = 0;
        for (var entry : after.threads().entrySet()) {
            ProcessUsage.OfThread start = before.threads().get(entry.getKey());
            long used = entry.getValue().nanos() - (start == null ? 0 : start.nanos());
            sum += used;
            byThread.merge(entry.getValue().name().replaceFirst("[-#]?\\d+$", ""), used, Long::sum);
        }
        long user = after.userNanos() - before.userNanos();
        long coarse = user + after.systemNanos() - before.systemNanos();
        long total = coarse - sum > STEP_NANOS ? coarse : sum;
        return new CpuUse(total, coarse == 0 ? total : (long) ((double) total * user / coarse), byThread);
    }

    long systemNanos() {
        return totalNanos - userNanos;
    }
}
