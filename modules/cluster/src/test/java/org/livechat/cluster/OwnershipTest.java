package org.livechat.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One node at most decides for a channel, whatever happens, and soon one does. In virtual time. */
class OwnershipTest {
    private static final int SCHEDULES = Integer.getInteger("livechat.schedules", 20);
    private static final String[] CHANNELS = {"A", "B", "C", "D", "E", "F"};
    private static final Duration SETTLED = Duration.ofSeconds(3);

    @Test
    void whatever_happens_one_decides_at_most_and_all_is_well_three_seconds_later() {
        for (long seed = 1; seed <= SCHEDULES; seed++) {
            var cluster = new SimulatedCluster(seed, 3 + (int) (seed % 3), LeaseSettings.USUAL, CHANNELS);
            beBad(cluster);
            cluster.run(Duration.ofSeconds(12)); // all that was stopped or cut off is back, and then
            cluster.run(SETTLED);
            for (String channel : CHANNELS) {
                assertThat(cluster.decider(channel))
                        .as("who decides for %s, seed %d", channel, seed)
                        .isNotNull();
            }
        }
    }

    private static void beBad(SimulatedCluster cluster) {
        Random random = cluster.random();
        for (int i = 0; i < 25; i++) {
            cluster.run(Duration.ofMillis(random.nextInt(2500)));
            List<SimulatedCluster.Node> up = cluster.up();
            SimulatedCluster.Node one = up.get(random.nextInt(up.size()));
            SimulatedCluster.Node other = up.get(random.nextInt(up.size()));
            String channel = CHANNELS[random.nextInt(CHANNELS.length)];
            switch (random.nextInt(4)) {
                case 0 -> one.stopFor(Duration.ofMillis(random.nextInt(10_000)));
                case 1 -> one.cutOffFor(Duration.ofMillis(random.nextInt(8_000)));
                case 2 -> {
                    one.kill();
                    cluster.start();
                }
                default -> one.handOver(channel, other);
            }
        }
    }

    /** The test would see it. */
    @Test
    void with_less_patience_than_a_lease_two_decide_at_once() {
        var hasty = new LeaseSettings(
                Duration.ofMillis(300), Duration.ofMillis(1500), Duration.ofMillis(700), Duration.ofMillis(100));

        assertThatThrownBy(() -> {
                    for (long seed = 1; seed <= SCHEDULES; seed++) {
                        beBad(new SimulatedCluster(seed, 3, hasty, CHANNELS));
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("at once");
    }

    @Test
    void a_dead_owner_is_replaced_within_two_seconds() {
        for (long seed = 1; seed <= SCHEDULES; seed++) {
            var cluster = new SimulatedCluster(seed, 3, LeaseSettings.USUAL, CHANNELS);
            cluster.run(Duration.ofSeconds(3).plusMillis(cluster.random().nextInt(300)));
            SimulatedCluster.Node dead = cluster.decider("A");
            dead.kill();
            long diedNanos = cluster.nowNanos();
            while (cluster.decider("A") == null) {
                cluster.run(Duration.ofMillis(1));
                assertThat(cluster.nowNanos() - diedNanos)
                        .as("seed %d", seed)
                        .isLessThan(Duration.ofSeconds(2).toNanos());
            }
            assertThat(cluster.decider("A")).isNotSameAs(dead);
        }
    }

    @Test
    void a_node_that_was_stopped_for_ten_seconds_decides_nothing_when_it_wakes() {
        for (long seed = 1; seed <= SCHEDULES; seed++) {
            var cluster = new SimulatedCluster(seed, 3, LeaseSettings.USUAL, CHANNELS);
            cluster.run(Duration.ofSeconds(3));
            SimulatedCluster.Node stopped = cluster.decider("A");
            stopped.stopFor(Duration.ofSeconds(10));
            cluster.run(Duration.ofSeconds(10).minusMillis(1));

            assertThat(stopped.rules().decides("A", stopped.clock())).isEmpty();
            assertThat(cluster.decider("A")).isNotNull().isNotSameAs(stopped);
        }
    }

    @Test
    void who_is_cut_off_stops_before_another_begins_and_has_its_channels_no_more_when_it_is_back() {
        var cluster = new SimulatedCluster(1, 3, LeaseSettings.USUAL, CHANNELS);
        cluster.run(Duration.ofSeconds(3));
        SimulatedCluster.Node alone = cluster.decider("A");
        alone.cutOffFor(Duration.ofSeconds(5));
        cluster.run(LeaseSettings.USUAL.lease());

        assertThat(alone.rules().decides("A", alone.clock())).isEmpty();

        cluster.run(Duration.ofSeconds(5));
        assertThat(cluster.decider("A")).isNotNull().isNotSameAs(alone);
    }

    @Test
    void a_channel_is_handed_over_within_the_time_of_one_entry() {
        var cluster = new SimulatedCluster(2, 3, LeaseSettings.USUAL, CHANNELS);
        cluster.run(Duration.ofSeconds(3));
        SimulatedCluster.Node before = cluster.decider("A");
        SimulatedCluster.Node after =
                cluster.up().stream().filter(node -> node != before).findAny().orElseThrow();

        before.handOver("A", after);
        assertThat(before.rules().decides("A", before.clock())).isEmpty();
        cluster.run(Duration.ofMillis(450)); // once it may have been lost, and is asked for again

        assertThat(cluster.decider("A")).isSameAs(after);
    }

    @Test
    void channels_are_spread_over_the_nodes_also_those_of_one_that_died() {
        String[] many = IntStream.range(0, 60).mapToObj(i -> "CH_" + i).toArray(String[]::new);
        for (long seed = 1; seed <= 5; seed++) {
            var cluster = new SimulatedCluster(seed, 4, LeaseSettings.USUAL, many);
            cluster.run(Duration.ofSeconds(3));
            int most = cluster.owned().stream().mapToInt(owned -> owned).max().orElseThrow();
            assertThat(most).as("of 60 for four nodes, seed %d", seed).isLessThanOrEqualTo(30);

            SimulatedCluster.Node dead = cluster.decider("CH_0");
            int lost = dead.rules().assignments().owned(dead.name());
            dead.kill();
            cluster.run(Duration.ofSeconds(3));
            int mostThen =
                    cluster.owned().stream().mapToInt(owned -> owned).max().orElseThrow();
            assertThat(cluster.owned().stream().mapToInt(owned -> owned).sum()).isEqualTo(many.length);
            assertThat(mostThen)
                    .as("%d of a dead node for three, seed %d", lost, seed)
                    .isLessThan(most + lost * 3 / 4);
        }
    }
}
