package org.livechat.cluster;

import java.time.Duration;

/**
 * How long a node is trusted. One that dies is replaced within {@code patience} and the log's time.
 *
 * @param renewEvery how often a node renews its lease
 * @param lease how long one that has renewed it decides, by its own clock and from when it asked
 * @param patience how long the others wait, each by its own clock and from when it heard: longer than {@code lease} by what clocks differ in that time
 * @param turn how long a node leaves a channel that is nobody's to each of those before it: longer than an entry takes to get to all
 */
record LeaseSettings(Duration renewEvery, Duration lease, Duration patience, Duration turn) {
    static final LeaseSettings USUAL = new LeaseSettings(
            Duration.ofMillis(300), Duration.ofMillis(1500), Duration.ofMillis(1600), Duration.ofMillis(100));
}
