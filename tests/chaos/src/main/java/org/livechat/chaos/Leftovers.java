package org.livechat.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks at a server that everyone has left: whether all is as it was when it was left for the first time. */
final class Leftovers {
    /** The longest of the server's timers that keep something of those who have gone, and time to spare on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private static final List<String> ZERO = List.of(
            "livechat_sessions",
            "livechat_peers",
            "livechat_floors_taken",
            "livechat_floor_queued",
            "livechat_signaling_connections",
            "livechat_signaling_waiting_bytes",
            "livechat_http_unread_bytes",
            "livechat_media_peers_paused",
            "livechat_signaling_internal_errors_total");

    /** The JVM's own come and go with its work: compilers, collectors, carriers of virtual threads; the names have no numbers. */
    private static final Pattern OF_THE_JVM =
            Pattern.compile("C# CompilerThre|G# .*|GC Thread#+|ForkJoinPool-.*|Attach Listener|VM .*|jcmd.*");

    /** A pool that grows to this size with what is asked at once, and shrinks after a minute without. */
    private static final String POOL = "http-#";

    private static final int POOL_SIZE = 64;

    /** Of our classes: what comes and goes with a look at it, or with the second. */
    private static final int FEW = 30;

    /** The latest addresses are kept for each worker, so that none is made for a packet. */
    private static final String KEPT = "org.livechat.api.transport.PeerAddress";

    private static final int MOST_KEPT = 32_768;

    /** The list of channels is kept as it was shown last and as it was encoded last, which may be two. */
    private static final Set<String> LISTED =
            Set.of("org.livechat.api.control.ChannelSummary", "org.livechat.protocol.ChannelEntry");

    private static final int MOST_LISTED = 150;
    private static final int ANY = Integer.MAX_VALUE / 2;
    private static final int FEW_DESCRIPTORS = 4;
    /** Of others' classes, of which pools and caches up to their bounds keep some. */
    private static final int MANY = 20_000;

    private static final double HEAP_GROWTH = 1.15;
    private static final long HEAP_SLACK = 4L << 20;

    private final Findings findings;
    private final AdminDesk desk;
    private final ServerProcess server;
    private Optional<Holdings> before = Optional.empty();

    Leftovers(Findings findings, AdminDesk desk, ServerProcess server) {
        this.findings = findings;
        this.desk = desk;
        this.server = server;
    }

    /** The server is another process now. */
    void forget() {
        before = Optional.empty();
    }

    /**
     * Waits until it is quiet, and complains of what is left.
     *
     * @return in a line, what it has
     */
    String look(int presetChannels) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        List<String> left = left(presetChannels);
        while (!left.isEmpty() && System.nanoTime() - begin < PATIENCE.toNanos()) {
            Thread.sleep(BETWEEN_LOOKS);
            left = left(presetChannels);
        }
        left.forEach(what -> findings.add(Rule.NOTHING_LEFT, what));
        double seconds = (System.nanoTime() - begin) / 1e9;
        Holdings now = Holdings.of(server);
        List<String> grown = before.map(had -> grown(had, now)).orElse(List.of());
        // What the last ones have left to timers, such as the rests of handshakes, goes with those.
        while (!grown.isEmpty() && System.nanoTime() - begin < PATIENCE.toNanos()) {
            Thread.sleep(BETWEEN_LOOKS.multipliedBy(8));
            Holdings later = Holdings.of(server);
            grown = before.map(had -> grown(had, later)).orElse(List.of());
        }
        grown.forEach(what -> findings.add(Rule.NOTHING_LEFT, what));
        if (before.isEmpty()) {
            before = Optional.of(now);
        }
        return "empty after %.1f s: %d threads, %d descriptors, %.1f MB of live heap (first %.1f MB)"
                .formatted(
                        seconds,
                        now.threadCount(),
                        now.descriptorCount(),
                        now.heapBytes() / 1e6,
                        before.map(Holdings::heapBytes).orElse(now.heapBytes()) / 1e6);
    }

    private List<String> left(int presetChannels) {
        var left = new ArrayList<String>();
        Map<String, Double> figures = desk.figures();
        for (String name : ZERO) {
            Double value = figures.get(name);
            if (value == null || value != 0) {
                left.add(name + " is " + value);
            }
        }
        for (String list : List.of("/admin/users", "/admin/peers", "/admin/blocks")) {
            int size = desk.look(list).size();
            if (size > 0) {
                left.add(size + " in " + list);
            }
        }
        int channels = 0;
        for (var channel : desk.look("/admin/channels")) {
            channels++;
            if (channel.get("member_count").asInt() != 0
                    || channel.get("queue_len").asInt() != 0
                    || !channel.get("floor_state").asString().equals("idle")) {
                left.add("the channel " + channel);
            }
        }
        if (channels != presetChannels) {
            left.add(channels + " channels, and not " + presetChannels);
        }
        return left;
    }

    private static List<String> grown(Holdings before, Holdings now) {
        var grown = new ArrayList<String>();
        Holdings.grown(before.threads(), now.threads(), Leftovers::moreThreads)
                .forEach((name, counts) -> grown.add("threads " + name + ": " + counts));
        Holdings.grown(before.descriptors(), now.descriptors(), _ -> FEW_DESCRIPTORS)
                .forEach((name, counts) -> grown.add("descriptors of " + name + ": " + counts));
        Holdings.grown(before.objects(), now.objects(), Leftovers::moreObjects)
                .forEach((name, counts) -> grown.add("objects of " + name + ": " + counts));
        long most = Math.round(before.heapBytes() * HEAP_GROWTH) + HEAP_SLACK;
        if (now.heapBytes() > most) {
            grown.add("%d bytes of heap are reachable, %d were before".formatted(now.heapBytes(), before.heapBytes()));
        }
        return grown;
    }

    private static int moreThreads(String name) {
        if (OF_THE_JVM.matcher(name).matches()) {
            return ANY;
        }
        return name.equals(POOL) ? POOL_SIZE : 0;
    }

    private static int moreObjects(String name) {
        if (name.equals(KEPT)) {
            return MOST_KEPT;
        }
        if (LISTED.contains(name)) {
            return MOST_LISTED;
        }
        return name.startsWith("org.livechat.") ? FEW : MANY;
    }
}
