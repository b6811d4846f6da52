package org.livechat.rtc.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayerAllocatorTest {
    private static final long SECOND = 1_000_000_000;
    private static final long VOICE = 40_000;
    private static final Layer LOW = new Layer(0, 0, 180, 100_000);
    private static final Layer LOW_SMOOTH = new Layer(0, 1, 180, 150_000);
    private static final Layer MIDDLE = new Layer(1, 0, 360, 300_000);
    private static final Layer MIDDLE_SMOOTH = new Layer(1, 1, 360, 500_000);
    private static final Layer HIGH = new Layer(2, 0, 720, 1_000_000);
    private static final Layer HIGH_SMOOTH = new Layer(2, 1, 720, 1_500_000);
    private static final List<Layer> ALL = List.of(LOW, LOW_SMOOTH, MIDDLE, MIDDLE_SMOOTH, HIGH, HIGH_SMOOTH);

    private final LayerAllocator allocator = new LayerAllocator();

    private static SlotDemand slot(int slot, int priority, int height) {
        return new SlotDemand(slot, priority, height, ALL);
    }

    @Test
    void all_that_fits_is_shown() {
        assertThat(allocator.allocate(10_000_000, false, VOICE, List.of(slot(1, 0, 1080)), 0))
                .isEqualTo(Map.of(1, HIGH_SMOOTH));
    }

    @Test
    void no_picture_is_larger_than_its_tile_needs() {
        assertThat(allocator.allocate(10_000_000, false, VOICE, List.of(slot(1, 0, 300), slot(2, 0, 0)), 0))
                .isEqualTo(Map.of(1, MIDDLE_SMOOTH));
    }

    @Test
    void frame_rate_goes_before_size() {
        var demand = List.of(slot(1, 0, 1080));
        allocator.allocate(2_000_000, false, VOICE, demand, 0);

        assertThat(allocator.allocate(1_200_000, false, VOICE, demand, 1)).isEqualTo(Map.of(1, HIGH));
        assertThat(allocator.allocate(1_000_000, false, VOICE, demand, 2)).isEqualTo(Map.of(1, MIDDLE_SMOOTH));
    }

    @Test
    void all_have_a_picture_before_any_has_a_better_one() {
        var demands = List.of(slot(1, 0, 720), slot(2, 5, 720), slot(3, 0, 720));

        assertThat(allocator.allocate(450_000, false, VOICE, demands, 0))
                .isEqualTo(Map.of(1, LOW, 2, LOW_SMOOTH, 3, LOW));
    }

    @Test
    void pictures_are_paused_before_voice_suffers() {
        var demands = List.of(slot(1, 0, 720), slot(2, 5, 720));

        assertThat(allocator.allocate(180_000, false, VOICE, demands, 0)).isEqualTo(Map.of(2, LOW));
        assertThat(allocator.allocate(80_000, false, VOICE, demands, 1)).isEmpty();
        assertThat(allocator.allocate(30_000, false, VOICE, demands, 2)).isEmpty();
    }

    @Test
    void what_is_shown_is_paused_once_there_was_too_little_for_two_seconds() {
        var demands = List.of(slot(1, 0, 720), slot(2, 5, 720), slot(3, 0, 720));
        assertThat(allocator.allocate(VOICE + 400_000, false, VOICE, demands, 0))
                .hasSize(3);

        var lowest = Map.of(1, LOW, 2, LOW, 3, LOW);
        assertThat(allocator.allocate(VOICE + 150_000, false, VOICE, demands, SECOND))
                .isEqualTo(lowest);
        assertThat(allocator.allocate(VOICE + 299_000, false, VOICE, demands, 3 * SECOND - 1))
                .isEqualTo(lowest);
        assertThat(allocator.allocate(VOICE + 299_000, false, VOICE, demands, 3 * SECOND))
                .isEqualTo(Map.of(1, LOW, 2, LOW));
    }

    @Test
    void a_dip_shorter_than_that_pauses_nothing_however_often_it_comes() {
        var demands = List.of(slot(1, 0, 720), slot(2, 0, 720));
        for (int i = 0; i < 20; i++) {
            assertThat(allocator.allocate(VOICE + 250_000, false, VOICE, demands, 2L * i * SECOND))
                    .hasSize(2);
            assertThat(allocator.allocate(VOICE + 110_000, false, VOICE, demands, (2L * i + 1) * SECOND))
                    .hasSize(2);
        }
    }

    @Test
    void what_is_not_shown_waits_meanwhile() {
        allocator.allocate(VOICE + 250_000, false, VOICE, List.of(slot(2, 0, 720), slot(3, 0, 720)), 0);

        var demands = List.of(slot(1, 0, 720), slot(2, 0, 720), slot(3, 0, 720));
        assertThat(allocator.allocate(VOICE + 150_000, false, VOICE, demands, 1))
                .isEqualTo(Map.of(2, LOW, 3, LOW));
    }

    @Test
    void a_picture_gets_better_after_a_second_with_headroom_or_at_once_after_a_probe() {
        var demand = List.of(slot(1, 0, 720));
        allocator.allocate(300_000, false, VOICE, demand, 0);

        assertThat(allocator.allocate(1_900_000, false, VOICE, demand, SECOND)).isEqualTo(Map.of(1, LOW_SMOOTH));
        assertThat(allocator.allocate(1_900_000, false, VOICE, demand, 2 * SECOND - 1))
                .isEqualTo(Map.of(1, LOW_SMOOTH));
        assertThat(allocator.allocate(1_900_000, false, VOICE, demand, 2 * SECOND))
                .isEqualTo(Map.of(1, HIGH_SMOOTH));
        allocator.allocate(300_000, false, VOICE, demand, 3 * SECOND);
        assertThat(allocator.allocate(1_900_000, true, VOICE, demand, 3 * SECOND))
                .isEqualTo(Map.of(1, HIGH_SMOOTH));
    }

    @Test
    void an_estimate_that_trembles_changes_no_picture() {
        var random = new Random(1);
        var demand = List.of(slot(1, 0, 720), slot(2, 0, 360));
        int changes = 0;
        var before = allocator.allocate(800_000, false, VOICE, demand, 0);
        for (int i = 1; i < 1000; i++) {
            long available = (long) (800_000 * (0.97 + 0.06 * random.nextDouble()));
            var now = allocator.allocate(available, false, VOICE, demand, i * SECOND / 5);
            changes += now.equals(before) ? 0 : 1;
            before = now;
        }

        assertThat(changes).isLessThanOrEqualTo(2);
    }

    @Test
    void whatever_comes_the_budget_holds_and_nobody_starves() {
        for (int seed = 0; seed < 1000; seed++) {
            var random = new Random(seed);
            var any = new LayerAllocator();
            long now = 0;
            for (int i = 0; i < 20; i++) {
                List<SlotDemand> demands = demands(random);
                long available = random.nextLong(4_000_000);
                now += random.nextLong(SECOND);
                var chosen = any.allocate(available, random.nextInt(4) == 0, VOICE, demands, now);
                long taken =
                        chosen.values().stream().mapToLong(Layer::bitsPerSecond).sum();

                long budget = Math.max(0, available - VOICE);
                boolean keeps = chosen.values().stream().allMatch(layer -> isLowest(layer, demands));
                assertThat(taken)
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(keeps ? LayerAllocator.MOST_EXCESS * budget : budget);
                assertNobodyStarves(seed, available, demands, chosen);
            }
        }
    }

    private static boolean isLowest(Layer layer, List<SlotDemand> demands) {
        return demands.stream()
                .anyMatch(demand ->
                        !demand.steps().isEmpty() && demand.steps().getFirst().equals(layer));
    }

    /** With room for the lowest layers of all, and 15 % more, every slot that wants a picture has one. */
    private static void assertNobodyStarves(
            int seed, long available, List<SlotDemand> demands, Map<Integer, Layer> chosen) {
        long lowest = VOICE;
        for (SlotDemand demand : demands) {
            lowest += demand.steps().isEmpty() ? 0 : demand.steps().getFirst().bitsPerSecond();
        }
        if (lowest * 1.16 > available) {
            return;
        }
        for (SlotDemand demand : demands) {
            assertThat(chosen.containsKey(demand.slot()))
                    .as("seed %d, %s", seed, demand)
                    .isEqualTo(!demand.steps().isEmpty());
        }
    }

    private static List<SlotDemand> demands(Random random) {
        var demands = new ArrayList<SlotDemand>();
        for (int slot = random.nextInt(12); slot > 0; slot--) {
            var layers = new ArrayList<Layer>();
            for (int count = random.nextInt(9); count > 0; count--) {
                layers.add(new Layer(count / 3, count % 3, 180 << (count / 3), random.nextLong(1_500_000)));
            }
            demands.add(new SlotDemand(slot, random.nextInt(3), random.nextInt(900), layers));
        }
        return demands;
    }
}
