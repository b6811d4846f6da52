package org.livechat.rtc.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.api.media.PictureLayer;

class LayerFilterTest {
    private static final int FRAME = 3000;

    private final LayerFilter filter = new LayerFilter(-1, -1);
    private long number;
    private int timestamp;

    /** Sends a frame of one packet. */
    private boolean frame(int temporal) {
        return frame(PictureLayer.of(0, temporal), false);
    }

    private boolean sync(int temporal) {
        return frame(PictureLayer.withLayerSync(PictureLayer.of(0, temporal)), false);
    }

    private boolean up(int temporal) {
        return frame(PictureLayer.withSwitchingUpPoint(PictureLayer.of(0, temporal)), false);
    }

    private boolean frame(int layer, boolean keyframe) {
        timestamp += FRAME;
        return filter.passes(number++, timestamp, layer, keyframe);
    }

    private void down(int temporal) {
        frame(0);
        filter.want(LayerFilter.ALL, temporal);
        frame(0);
    }

    @Test
    void all_goes_on_until_less_is_wanted() {
        assertThat(frame(0)).isTrue();
        assertThat(frame(7)).isTrue();
        filter.want(LayerFilter.ALL, 1);
        assertThat(frame(2)).isFalse();
        assertThat(frame(1)).isTrue();
        filter.want(LayerFilter.ALL, 0);
        assertThat(frame(1)).isFalse();
        assertThat(frame(0)).isTrue();
    }

    @Test
    void a_frame_that_has_begun_is_sent_to_its_end() {
        frame(0);
        int layer = PictureLayer.of(0, 2);
        assertThat(frame(layer, false)).isTrue();
        filter.want(LayerFilter.ALL, 0);
        assertThat(filter.passes(number++, timestamp, layer, false)).isTrue();
        assertThat(frame(layer, false)).isFalse();
    }

    @Test
    void what_says_nothing_of_layers_goes_on() {
        filter.want(LayerFilter.ALL, 0);
        assertThat(frame(PictureLayer.NONE, true)).isTrue();
        assertThat(frame(PictureLayer.NONE, false)).isTrue();
    }

    @Test
    void a_layer_is_taken_up_with_a_frame_in_sync_and_not_before() {
        down(0);
        filter.want(LayerFilter.ALL, 2);
        assertThat(frame(2)).isFalse();
        assertThat(frame(1)).isFalse();
        assertThat(frame(0)).isTrue();
        assertThat(sync(2)).isTrue();
        assertThat(sync(1)).isTrue();
        assertThat(frame(2)).isTrue();
    }

    @Test
    void a_frame_in_sync_is_of_no_use_once_one_that_may_be_needed_was_left_out() {
        down(0);
        filter.want(LayerFilter.ALL, 2);
        assertThat(frame(1)).isFalse();
        assertThat(sync(2)).isFalse();
        assertThat(filter.temporal()).isZero();
        frame(0);
        assertThat(sync(2)).isTrue();
    }

    @Test
    void a_lower_layer_is_taken_up_though_a_higher_one_was_left_out() {
        down(0);
        filter.want(LayerFilter.ALL, 2);
        assertThat(frame(2)).isFalse();
        assertThat(sync(1)).isTrue();
        assertThat(frame(2)).isFalse();
        assertThat(filter.temporal()).isEqualTo(1);
    }

    @Test
    void no_layer_is_taken_up_where_a_packet_is_missing_since_the_base_layer() {
        down(0);
        filter.want(LayerFilter.ALL, 2);
        number++;
        assertThat(sync(1)).isFalse();
        frame(0);
        assertThat(sync(1)).isTrue();
    }

    @Test
    void all_layers_are_taken_up_behind_a_switching_up_point_that_was_sent() {
        down(0);
        filter.want(LayerFilter.ALL, 2);
        assertThat(up(2)).isFalse();
        assertThat(up(1)).isFalse();
        assertThat(frame(2)).isFalse();
        assertThat(up(0)).isTrue();
        assertThat(frame(2)).isTrue();
        assertThat(frame(1)).isTrue();
    }

    @Test
    void a_keyframe_takes_up_all_layers() {
        down(0);
        filter.want(LayerFilter.ALL, 2);
        assertThat(frame(PictureLayer.of(0, 0), true)).isTrue();
        assertThat(frame(2)).isTrue();
    }

    private boolean packet(int spatial, boolean ends) {
        int layer = PictureLayer.of(spatial, 0);
        return filter.passes(number++, timestamp, ends ? PictureLayer.withEndOfFrame(layer) : layer, false);
    }

    private boolean ends(int spatial) {
        return filter.ends(number - 1, timestamp, PictureLayer.withEndOfFrame(PictureLayer.of(spatial, 0)));
    }

    @Test
    void spatial_layers_are_given_up_at_the_next_picture_and_taken_up_at_a_keyframe() {
        frame(0);
        filter.want(0, LayerFilter.ALL);
        assertThat(packet(1, true)).isTrue();
        assertThat(ends(1)).isFalse();
        assertThat(frame(0)).isTrue();
        assertThat(packet(1, true)).isFalse();
        assertThat(ends(0)).isTrue();
        assertThat(filter.awaitsKeyframe()).isFalse();

        filter.want(1, LayerFilter.ALL);
        assertThat(filter.awaitsKeyframe()).isTrue();
        assertThat(up(0)).isTrue();
        assertThat(packet(1, true)).isFalse();
        assertThat(frame(PictureLayer.of(0, 0), true)).isTrue();
        assertThat(packet(1, true)).isTrue();
        assertThat(ends(0)).isFalse();
        assertThat(ends(1)).isTrue();
        assertThat(packet(2, true)).isFalse();
        assertThat(filter.awaitsKeyframe()).isFalse();
    }

    @Test
    void another_source_begins_with_what_is_wanted() {
        down(0);
        filter.want(LayerFilter.ALL, 1);
        filter.begin(4711);
        number = 4711;
        timestamp -= FRAME;
        assertThat(frame(PictureLayer.of(0, 0), true)).isTrue();
        assertThat(frame(1)).isTrue();
        assertThat(frame(2)).isFalse();
    }

    @Test
    void what_comes_late_is_decided_as_its_frame_was() {
        frame(0);
        long before = number;
        int timestampBefore = timestamp + FRAME;
        number++;
        timestamp += FRAME;
        filter.want(LayerFilter.ALL, 0);
        int layer = PictureLayer.of(0, 1);
        long firstOfThose = number++;
        assertThat(frame(layer, false)).isFalse();
        int timestampOfThose = timestamp;
        assertThat(frame(0)).isTrue();

        assertThat(filter.passes(before, timestampBefore, layer, false)).isTrue();
        assertThat(filter.passes(firstOfThose, timestampOfThose, layer, false)).isFalse();
        assertThat(filter.passed(before, timestampBefore, layer)).isTrue();
        assertThat(filter.passed(firstOfThose, timestampOfThose, layer)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatever_is_wanted_lost_and_late_all_that_goes_on_can_be_decoded(boolean isLayerSync) {
        int rises = 0;
        for (int seed = 0; seed < 500; seed++) {
            rises += run(new Random(seed), isLayerSync, seed);
        }
        assertThat(rises).isGreaterThan(500);
    }

    private record Packet(long number, LayeredSource.Frame frame, boolean first) {}

    private static int run(Random random, boolean isLayerSync, int seed) {
        List<LayeredSource.Frame> frames = LayeredSource.frames(random, 150, isLayerSync);
        List<Packet> packets = new ArrayList<>();
        for (LayeredSource.Frame frame : frames) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                packets.add(new Packet(
                        packets.size(),
                        frame,
                        frame.index()
                                != (packets.isEmpty()
                                        ? -1
                                        : packets.getLast().frame().index())));
            }
        }
        Map<Integer, Set<Boolean>> verdicts = new HashMap<>();
        var filter = new LayerFilter(-1, -1);
        int rises = 0;
        for (Packet packet : shuffled(packets, random)) {
            if (random.nextInt(12) == 0) {
                filter.want(LayerFilter.ALL, random.nextInt(3));
            }
            int before = filter.temporal();
            LayeredSource.Frame frame = packet.frame();
            boolean passes = filter.passes(
                    packet.number(), FRAME * frame.index(), frame.layer(), packet.first() && frame.keyframe());
            rises += filter.temporal() > before ? 1 : 0;
            assertThat(filter.passed(packet.number(), FRAME * frame.index(), frame.layer()))
                    .isEqualTo(passes);
            verdicts.computeIfAbsent(frame.index(), index -> new HashSet<>()).add(passes);
        }
        for (LayeredSource.Frame frame : frames) {
            assertThat(verdicts.get(frame.index()))
                    .as("seed %s: frame %s is whole", seed, frame)
                    .hasSize(1);
            if (verdicts.get(frame.index()).contains(true)) {
                assertThat(frame.needs())
                        .as("seed %s: frame %s", seed, frame)
                        .allMatch(needed -> verdicts.get(needed).contains(true));
            }
        }
        return rises;
    }

    /** Some come late: they were lost, and are sent again. */
    private static List<Packet> shuffled(List<Packet> packets, Random random) {
        List<Packet> order = new ArrayList<>();
        Map<Integer, List<Packet>> late = new HashMap<>();
        double share = random.nextInt(3) * 0.05;
        for (int i = 0; i < packets.size(); i++) {
            if (random.nextDouble() < share) {
                late.computeIfAbsent(i + 1 + random.nextInt(20), index -> new ArrayList<>())
                        .add(packets.get(i));
            } else {
                order.add(packets.get(i));
            }
            order.addAll(late.getOrDefault(i, List.of()));
            late.remove(i);
        }
        late.values().forEach(order::addAll);
        return order;
    }
}
