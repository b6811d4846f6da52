package org.livechat.server.watch;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livechat.api.metrics.Metric;
import org.livechat.api.metrics.MetricSource;
import org.livechat.api.watch.Hang;
import org.livechat.api.watch.Turn;
import org.livechat.api.watch.Watchdog;
import org.livechat.api.watch.Watched;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second at what the server's threads are at. Who is still at the same thing after so many looks hangs: that is in
 * {@link #hanging}, in a figure, and in the log, one line a minute with the thread's stack. Looks are counted and not time, so that a
 * process that was stopped for a while, or a machine that slept, raises no alarm.
 */
public final class TurnWatchdog implements Watchdog, MetricSource, AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int LOOKS_BETWEEN_LINES = (int) Duration.ofMinutes(1).dividedBy(BETWEEN_LOOKS);
    private static final int MOST_FRAMES = 48;
    /** What hangs hangs for one reason or two: the first few tell them. */
    private static final int MOST_SHOWN = 16;

    private static final int MOST_LINES = 4;

    /** A thread that is at something, the outer thing first, and how many looks in a row it has been at that. */
    private record Sighting(Thread thread, List<Turn> turns, int looks) {
        long sinceNanos() {
            return turns.getFirst().sinceNanos();
        }

        boolean isSameAs(Sighting other) {
            return sinceNanos() == other.sinceNanos();
        }

        String name() {
            return thread.getName().isEmpty() ? "a virtual thread" : thread.getName();
        }

        Hang hang(long nowNanos) {
            return new Hang(
                    turns.stream().map(Turn::what).collect(Collectors.joining(", there ")),
                    name(),
                    Duration.ofNanos(nowNanos - sinceNanos()),
                    Stream.of(thread.getStackTrace())
                            .limit(MOST_FRAMES)
                            .map(StackTraceElement::toString)
                            .toList());
        }
    }

    private final Logger log;
    private final int patienceLooks;
    private final List<Watched> parts = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private Map<Thread, Sighting> sightings = Map.of();
    private volatile List<Hang> hanging = List.of();
    private volatile int hangingCount;
    private final AtomicLong hangs = new AtomicLong();
    private volatile boolean closed;

    /** @param patience how long a thread may be at one thing */
    public TurnWatchdog(Duration patience) {
        this(patience, LoggerFactory.getLogger(TurnWatchdog.class));
    }

    TurnWatchdog(Duration patience, Logger log) {
        this.log = log;
        this.patienceLooks = Math.toIntExact(Math.max(1, patience.dividedBy(BETWEEN_LOOKS)));
        this.thread = Thread.ofPlatform().name("livechat-hangs").daemon().unstarted(this::run);
    }

    /** Begins to look, once a second. */
    public void start() {
        thread.start();
    }

    @Override
    public void watch(Watched part) {
        parts.add(part);
    }

    @Override
    public List<Hang> hanging() {
        return hanging;
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.gauge("watchdog.hanging", "Threads that hang now", () -> hangingCount),
                Metric.counter("watchdog.hangs", "Times that a thread began to hang", hangs::get));
    }

    private void run() {
        while (!closed) {
            try {
                Thread.sleep(BETWEEN_LOOKS);
                look(System.nanoTime());
            } catch (InterruptedException _) {
                // By close(), which the loop sees.
            } catch (RuntimeException | Error e) {
                log.error("The watchdog failed at a look; it goes on", e);
            }
        }
    }

    /** Looks once. For one thread. */
    void look(long nowNanos) {
        Map<Thread, Sighting> before = sightings;
        Map<Thread, Sighting> seen = new HashMap<>();
        parts.stream()
                .flatMap(TurnWatchdog::turns)
                .collect(Collectors.groupingBy(Turn::thread))
                .forEach((who, turns) -> seen.put(who, sighting(who, outerFirst(turns), before.get(who))));
        sightings = seen;
        List<Sighting> hung = seen.values().stream()
                .filter(this::hangs)
                .sorted(Comparator.comparingLong(one -> one.sinceNanos() - nowNanos))
                .toList();
        hangs.addAndGet(
                hung.stream().filter(one -> one.looks() == patienceLooks + 1).count());
        hangingCount = hung.size();
        List<Hang> shown =
                hung.stream().limit(MOST_SHOWN).map(one -> one.hang(nowNanos)).toList();
        hanging = shown;
        before.values().stream()
                .filter(this::hangs)
                .filter(one -> !isStill(one, seen))
                .limit(MOST_LINES)
                .forEach(one -> log.info(
                        "{} goes on, after {} s",
                        one.name(),
                        Duration.ofNanos(nowNanos - one.sinceNanos()).toSeconds()));
        tell(hung, shown);
    }

    private boolean hangs(Sighting one) {
        return one.looks() > patienceLooks;
    }

    // A part of a plug-in's may throw anything.
    private static Stream<Turn> turns(Watched part) {
        try {
            return part.turns().stream();
        } catch (RuntimeException | LinkageError _) {
            return Stream.empty();
        }
    }

    private static List<Turn> outerFirst(List<Turn> turns) {
        Turn first = turns.getFirst();
        return turns.stream()
                .sorted(Comparator.comparingLong(turn -> turn.sinceNanos() - first.sinceNanos()))
                .toList();
    }

    private static Sighting sighting(Thread who, List<Turn> turns, @Nullable Sighting before) {
        Sighting now = new Sighting(who, turns, 1);
        return before != null && before.isSameAs(now) ? new Sighting(who, turns, before.looks() + 1) : now;
    }

    private static boolean isStill(Sighting before, Map<Thread, Sighting> seen) {
        Sighting now = seen.get(before.thread());
        return now != null && before.isSameAs(now);
    }

    private void tell(List<Sighting> hung, List<Hang> shown) {
        for (int i = 0; i < Math.min(MOST_LINES, hung.size()); i++) {
            int looks = hung.get(i).looks() - patienceLooks - 1;
            if (looks % LOOKS_BETWEEN_LINES == 0) {
                Hang hang = shown.get(i);
                log.error(
                        "{} has been at {} for {} s, and keeps others waiting ({} such threads): {}",
                        hang.thread(),
                        hang.what(),
                        hang.time().toSeconds(),
                        hung.size(),
                        String.join(" < ", hang.stack()));
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
