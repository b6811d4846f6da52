package org.livechat.netlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImpairedLinkTest {
    private static final int PACKETS = 100_000;
    private static final int BYTES = 1000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void a_link_without_impairment_delivers_everything_at_once() {
        assertThat(arrivals(Impairment.NONE, 1, 5 * MILLI))
                .containsExactlyElementsOf(LongStream.range(0, PACKETS)
                        .mapToObj(i -> OptionalLong.of(i * 5 * MILLI))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.05, 0.1, 0.2, 0.3})
    void random_losses_have_their_share_and_the_bursts_of_chance(double share) {
        for (long seed = 1; seed <= 5; seed++) {
            List<Integer> bursts = bursts(arrivals(Impairment.NONE.withLoss(share, 1), seed, MILLI));
            assertThat(sum(bursts)).isCloseTo(share * PACKETS, within(0.06 * share * PACKETS));
            assertThat(sum(bursts) / bursts.size()).isCloseTo(1 / (1 - share), within(0.05));
        }
    }

    @Test
    void losses_in_bursts_have_the_same_share_and_their_own_length() {
        for (long seed = 1; seed <= 5; seed++) {
            List<Integer> bursts = bursts(arrivals(Impairment.NONE.withLoss(0.05, 5), seed, MILLI));
            assertThat(sum(bursts)).isCloseTo(5000, within(500.0));
            assertThat(sum(bursts) / bursts.size()).isCloseTo(5, within(0.4));
        }
    }

    @Test
    void the_same_seed_has_the_same_fate_and_another_has_not() {
        Impairment bad = Impairment.NONE.withLoss(0.1, 3).withJitter(Duration.ofMillis(30));
        assertThat(arrivals(bad, 7, MILLI)).isEqualTo(arrivals(bad, 7, MILLI)).isNotEqualTo(arrivals(bad, 8, MILLI));
    }

    @Test
    void what_is_lost_does_not_depend_on_the_jitter() {
        Impairment lossy = Impairment.NONE.withLoss(0.1, 1);
        List<OptionalLong> steady = arrivals(lossy, 3, MILLI);
        List<OptionalLong> jittery = arrivals(lossy.withJitter(Duration.ofMillis(30)), 3, MILLI);
        assertThat(IntStream.range(0, PACKETS))
                .allMatch(i -> steady.get(i).isPresent() == jittery.get(i).isPresent());
    }

    @Test
    void jitter_is_within_its_bounds_and_keeps_the_order() {
        Impairment jittery = Impairment.NONE.withDelay(Duration.ofMillis(50)).withJitter(Duration.ofMillis(30));
        long[] arrived = arrivals(jittery, 1, 5 * MILLI).stream()
                .mapToLong(OptionalLong::orElseThrow)
                .toArray();
        assertThat(arrived).isSorted();
        long[] took = IntStream.range(0, PACKETS)
                .mapToLong(i -> arrived[i] - 5 * MILLI * i)
                .toArray();
        assertThat(LongStream.of(took).min().orElseThrow()).isBetween(50 * MILLI, 51 * MILLI);
        assertThat(LongStream.of(took).max().orElseThrow()).isBetween(79 * MILLI, 80 * MILLI);
    }

    @Test
    void a_share_is_overtaken_where_that_is_asked_for() {
        List<OptionalLong> arrived = arrivals(Impairment.NONE.withReordered(0.1), 1, 5 * MILLI);
        assertThat(IntStream.range(1, PACKETS)
                        .filter(i -> arrived.get(i).orElseThrow()
                                < arrived.get(i - 1).orElseThrow())
                        .count())
                .isBetween(8_000L, 11_000L);
    }

    @Test
    void a_limited_link_lets_through_what_it_can_and_queues_no_more_than_it_may() {
        ImpairedLink link = new ImpairedLink(Impairment.NONE.withRate(300_000, 15_000), 1);
        long bytes = 0;
        long longest = 0;
        for (long now = 0; now < 60 * SECOND; now += 10 * MILLI) { // 800 kbit/s
            OptionalLong arrives = link.send(now, BYTES);
            if (arrives.isPresent() && arrives.getAsLong() < 60 * SECOND) {
                bytes += BYTES;
                longest = Math.max(longest, arrives.getAsLong() - now);
            }
        }
        assertThat(8.0 * bytes / 60).isCloseTo(300_000, within(1_000.0));
        assertThat(longest).isBetween(395 * MILLI, 401 * MILLI); // 15,000 bytes at 300 kbit/s, and what is rounded
        assertThat(link.counts().longestQueuedNanos()).isBetween(longest, 401 * MILLI);
        assertThat(link.counts().overflowed()).isBetween(3_600L, 3_800L);
        assertThat(link.counts().lost()).isZero();
    }

    @Test
    void a_limited_link_that_is_not_full_takes_the_time_of_a_packet() {
        ImpairedLink link = new ImpairedLink(Impairment.NONE.withRate(8_000_000, 15_000), 1);
        assertThat(link.send(0, BYTES)).hasValue(MILLI);
        assertThat(link.send(0, BYTES)).hasValue(2 * MILLI);
        assertThat(link.send(SECOND, BYTES)).hasValue(SECOND + MILLI);
    }

    @Test
    void a_limit_that_is_lifted_holds_nothing_back_and_reorders_nothing() {
        ImpairedLink link = new ImpairedLink(Impairment.NONE.withRate(80_000, 15_000), 1);
        link.send(0, BYTES);
        assertThat(link.send(0, BYTES)).hasValue(200 * MILLI);
        link.change(Impairment.NONE);
        assertThat(link.send(10 * MILLI, BYTES)).hasValue(200 * MILLI);
        assertThat(link.send(300 * MILLI, BYTES)).hasValue(300 * MILLI);
    }

    @Test
    void counts_add_up() {
        ImpairedLink link = new ImpairedLink(Impairment.NONE.withLoss(0.1, 1).withRate(300_000, 15_000), 1);
        long arrived = LongStream.range(0, 10_000)
                .filter(i -> link.send(i * 10 * MILLI, BYTES).isPresent())
                .count();
        LinkCounts counts = link.counts();
        assertThat(counts.packets()).isEqualTo(10_000);
        assertThat(counts.bytes()).isEqualTo(10_000L * BYTES);
        assertThat(arrived).isEqualTo(counts.packets() - counts.lost() - counts.overflowed());
        assertThat(counts.since(counts).packets()).isZero();
    }

    @Test
    void what_no_network_does_is_refused() {
        assertThatThrownBy(() -> Impairment.NONE.withLoss(1, 1)).hasMessageContaining("loss 1.0");
        assertThatThrownBy(() -> Impairment.NONE.withDelay(Duration.ofMillis(-1)))
                .hasMessageContaining("delay PT-0.001S");
        assertThatThrownBy(() -> Impairment.NONE.withRate(300_000, 100)).hasMessageContaining("queue of 100 bytes");
    }

    private static List<OptionalLong> arrivals(Impairment impairment, long seed, long everyNanos) {
        ImpairedLink link = new ImpairedLink(impairment, seed);
        return LongStream.range(0, PACKETS)
                .mapToObj(i -> link.send(i * everyNanos, BYTES))
                .toList();
    }

    /** The lengths of the runs of lost packets. */
    private static List<Integer> bursts(List<OptionalLong> arrivals) {
        List<Integer> bursts = new ArrayList<>();
        int length = 0;
        for (OptionalLong arrival : arrivals) {
            if (arrival.isEmpty()) {
                length++;
            } else if (length > 0) {
                bursts.add(length);
                length = 0;
            }
        }
        return bursts;
    }

    private static double sum(List<Integer> bursts) {
        return bursts.stream().mapToInt(Integer::intValue).sum();
    }
}
