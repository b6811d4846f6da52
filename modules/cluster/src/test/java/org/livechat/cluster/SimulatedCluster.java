package org.livechat.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Nodes with clocks of their own and a log between them, in virtual time, a millisecond a step. Proposals are late, lost and doubled; entries come late; nodes are
 * stopped, cut off and killed. After each step nobody decides beside another.
 */
final class SimulatedCluster {
    static final long MS = 1_000_000;

    final class Node {
        private final String name;
        private final NodeRules rules;
        private final long offset;
        private final double rate;
        private int applied;
        private long stoppedUntil;
        private long cutUntil;
        private boolean dead;
        private long nextNanos;

        private Node(String name, double rate) {
            this.name = name;
            this.rate = rate;
            this.offset = random.nextLong(); // clocks wrap
            this.rules = new NodeRules(name, settings, clock());
            this.nextNanos = clock();
            channels.forEach(channel -> rules.want(channel, clock()));
        }

        String name() {
            return name;
        }

        NodeRules rules() {
            return rules;
        }

        void handOver(String channel, Node to) {
            rules.handOver(channel, to.name, clock());
            nextNanos = clock();
        }

        long clock() {
            return offset + (long) (now * rate);
        }

        boolean isUp() {
            return !dead && now >= stoppedUntil;
        }

        boolean isConnected() {
            return isUp() && now >= cutUntil;
        }

        void stopFor(Duration time) {
            stoppedUntil = now + time.toNanos();
        }

        void cutOffFor(Duration time) {
            cutUntil = now + time.toNanos();
        }

        void kill() {
            dead = true;
        }

        private void step() {
            if (!isUp()) {
                return;
            }
            if (isConnected()) {
                long late = (long) (random.nextDouble() * MOST_LATE);
                while (applied < log.size() && now - log.get(applied).atNanos >= late) {
                    rules.applied(applied + 1, log.get(applied).entry, clock());
                    applied++;
                    nextNanos = clock();
                }
            }
            if (clock() - nextNanos < 0) {
                return;
            }
            for (Entry entry : rules.due(clock())) {
                if (isConnected()) {
                    propose(entry);
                }
            }
            nextNanos = rules.nextNanos(clock());
        }

        private void propose(Entry entry) {
            int times = random.nextInt(20) == 0 ? 0 : random.nextInt(30) == 0 ? 2 : 1;
            for (int i = 0; i < times; i++) {
                proposed.add(new Proposed(this, entry, now + (long) (random.nextDouble() * MOST_LATE)));
            }
        }
    }

    private record Committed(Entry entry, long atNanos) {}

    private record Proposed(Node from, Entry entry, long arrives) {}

    private record Reign(String node, long epoch) {}

    private static final long MOST_LATE = 40 * MS;

    private final Random random;
    private final LeaseSettings settings;
    private final List<String> channels;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Committed> log = new ArrayList<>();
    private final List<Proposed> proposed = new ArrayList<>();
    private final Map<String, Reign> reigns = new HashMap<>();
    private long now;
    private int started;

    SimulatedCluster(long seed, int size, LeaseSettings settings, String... channels) {
        this.random = new Random(seed);
        this.settings = settings;
        this.channels = Arrays.asList(channels);
        for (int i = 0; i < size; i++) {
            start();
        }
    }

    Node start() {
        // Clocks of machines differ by less than 0.1 %.
        var node = new Node("node-" + ++started, 1 + (random.nextDouble() - 0.5) * 0.002);
        nodes.add(node);
        return node;
    }

    Random random() {
        return random;
    }

    List<Node> up() {
        return nodes.stream().filter(node -> !node.dead).toList();
    }

    /** Who decides for a channel and is up; null where nobody does. */
    Node decider(String channel) {
        return nodes.stream()
                .filter(Node::isUp)
                .filter(node -> node.rules.decides(channel, node.clock()).isPresent())
                .findAny()
                .orElse(null);
    }

    /** How many channels each node that is up owns, as it knows itself. */
    List<Integer> owned() {
        return up().stream()
                .map(node -> node.rules.assignments().owned(node.name))
                .toList();
    }

    long nowNanos() {
        return now;
    }

    /** @throws AssertionError when two decide at once, or one decides in an epoch that is over */
    void run(Duration time) {
        for (long until = now + time.toNanos(); now < until; now += MS) {
            commit();
            nodes.forEach(Node::step);
            channels.forEach(this::watch);
        }
    }

    private void commit() {
        for (Iterator<Proposed> all = proposed.iterator(); all.hasNext(); ) {
            Proposed one = all.next();
            if (now >= one.arrives) {
                all.remove();
                if (now >= one.from.cutUntil) {
                    log.add(new Committed(one.entry, now));
                }
            }
        }
    }

    // Nodes that are stopped count, too: they may go on at any instant.
    private void watch(String channel) {
        Node found = null;
        for (Node node : nodes) {
            OptionalLong epoch = node.dead ? OptionalLong.empty() : node.rules.decides(channel, node.clock());
            if (epoch.isEmpty()) {
                continue;
            }
            if (found != null) {
                throw new AssertionError("%s and %s decide for %s at once, at %d ms"
                        .formatted(found.name, node.name, channel, now / MS));
            }
            found = node;
            reign(channel, new Reign(node.name, epoch.getAsLong()));
        }
    }

    private void reign(String channel, Reign next) {
        Reign before = reigns.put(channel, next);
        if (before != null && !before.equals(next) && next.epoch <= before.epoch) {
            throw new AssertionError(
                    "%s decides for %s behind %s, at %d ms".formatted(next, channel, before, now / MS));
        }
    }
}
