package org.livechat.api.network;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How often a network may guess a token: so many failures a minute, and until that minute is over nothing of it is
 * looked at any more. Bounded, whatever number of networks tries. Thread-safe.
 */
public final class FailureLimit {
    /** How long a network that has failed too often waits at the longest, in seconds. */
    public static final long WINDOW_SECONDS = 60;

    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(WINDOW_SECONDS);
    /** Enough for an office whose tokens have all expired, and hopeless for somebody who guesses. */
    public static final int DEFAULT_PER_MINUTE = 120;

    private static final int MOST_NETWORKS = 65_536;

    private record Window(long startNanos, int failures) {
        boolean isOver(long nowNanos) {
            return nowNanos - startNanos >= WINDOW_NANOS;
        }
    }

    private final int perMinute;
    private final LongSupplier nanoTime;
    private final Map<ByteBuffer, Window> windows = new ConcurrentHashMap<>();

    /** @param perMinute how many failures a network may have in a minute */
    public FailureLimit(int perMinute) {
        this(perMinute, System::nanoTime);
    }

    FailureLimit(int perMinute, LongSupplier nanoTime) {
        this.perMinute = perMinute;
        this.nanoTime = nanoTime;
    }

    /** Whether another attempt of the peer's network is looked at. */
    public boolean allows(InetAddress peer) {
        Window window = windows.get(PerNetworkCount.networkOf(peer));
        return window == null || window.isOver(nanoTime.getAsLong()) || window.failures() < perMinute;
    }

    /** An attempt has failed. */
    public void failed(InetAddress peer) {
        long now = nanoTime.getAsLong();
        if (windows.size() >= MOST_NETWORKS) {
            windows.values().removeIf(window -> window.isOver(now));
        }
        if (windows.size() >= MOST_NETWORKS) {
            // So many networks at once guess in vain whatever becomes of their counts.
            windows.clear();
        }
        windows.compute(
                PerNetworkCount.networkOf(peer),
                (_, window) -> window == null || window.isOver(now)
                        ? new Window(now, 1)
                        : new Window(window.startNanos(), window.failures() + 1));
    }

    int networks() {
        return windows.size();
    }
}
