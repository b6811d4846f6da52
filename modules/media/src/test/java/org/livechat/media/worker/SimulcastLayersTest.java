package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.media.counter.MediaCounters.Count;
import org.livechat.media.outbound.TileWish;
import org.livechat.media.worker.Studio.Rtp;

/** A picture that comes in three sizes at once: each listener gets the one that fits its way and its tile. */
class SimulcastLayersTest {
    /** 120, 400 and 1200 kbit/s. */
    private static final List<SimulcastTalker.Size> SIZES = List.of(
            new SimulcastTalker.Size("l", 180, 1, 600, 1),
            new SimulcastTalker.Size("m", 360, 2, 1000, 1),
            new SimulcastTalker.Size("h", 720, 6, 1000, 1));

    private static final long WIDE = 20_000_000;
    private static final long QUEUE_NANOS = 200_000_000;

    private Studio studio;
    private SimulcastTalker ann;
    private ModelledListener ben;
    private ModelledListener cat;

    @BeforeEach
    void open() {
        studio = new Studio(ChannelMode.CONFERENCE);
        var ids = SIZES.stream().map(SimulcastTalker.Size::id).toList();
        ann = new SimulcastTalker(studio.enter("ann", studio.conferenceOffer(ids, 1)), 0x3001, SIZES);
        ben = listener("ben");
        cat = listener("cat");
        studio.heard(List.of(ann.person()));
    }

    private ModelledListener listener(String name) {
        return new ModelledListener(
                studio.enter(name, studio.conferenceOffer(List.of(), 1)), new ModelledWay(WIDE, QUEUE_NANOS));
    }

    @AfterEach
    void close() {
        studio.close();
    }

    private void seconds(int count) {
        for (int millis = 0; millis < 1000 * count; millis += 40) {
            ann.frame();
            for (int step = 0; step < 4; step++) {
                studio.run(10);
                ben.take(studio.now());
                cat.take(studio.now());
            }
            ann.listen();
            if (millis % 80 == 0) {
                ben.report();
                cat.report();
            }
        }
    }

    @Test
    void a_wide_way_gets_the_largest_size_and_a_narrow_one_what_fits() {
        ben.way().takes(300_000);
        seconds(10);
        ben.size();
        cat.size();
        seconds(2);

        assertThat(ben.size()).isZero();
        assertThat(cat.size()).isEqualTo(2);
        assertThat(studio.count(Count.PICTURES_PAUSED)).isZero();
    }

    @Test
    void a_way_that_is_widened_gets_the_largest_size_again() {
        ben.way().takes(300_000);
        seconds(10);
        ben.way().takes(WIDE);
        seconds(8);
        ben.size();
        seconds(1);

        assertThat(ben.size()).isEqualTo(2);
    }

    @Test
    void a_small_tile_gets_a_small_size_and_one_that_is_not_seen_none() {
        studio.wish(ben.person(), "2", new TileWish(300, Optional.empty(), false));
        studio.wish(cat.person(), "2", new TileWish(0, Optional.empty(), false));
        seconds(5);
        ben.size();
        cat.pictures();
        seconds(1);

        assertThat(ben.size()).isEqualTo(1);
        assertThat(cat.pictures()).isEmpty();
    }

    @Test
    void the_size_that_a_client_names_is_the_largest_it_gets() {
        studio.wish(ben.person(), "2", new TileWish(Integer.MAX_VALUE, Optional.of("m"), false));
        seconds(5);
        ben.size();
        seconds(1);

        assertThat(ben.size()).isEqualTo(1);
    }

    @Test
    void what_is_sent_again_of_one_size_goes_on_in_its_place() {
        seconds(5);
        cat.pictures();
        int lost = ann.lose(2);
        ann.sendAgain(2, lost, ann.timestamp(2), new byte[] {0x00, 1, 42});
        studio.run(20);
        cat.take(studio.now());
        ann.frame();
        studio.run(20);
        cat.take(studio.now());

        List<Rtp> came = cat.pictures();
        assertThat(came.getFirst().payload()).containsExactly(0x00, 1, 42);
        assertThat((came.get(1).sequence() - came.getFirst().sequence()) & 0xFFFF)
                .isEqualTo(1);
        assertThat(studio.count(Count.PACKETS_RECOVERED)).isEqualTo(1);
    }

    @Test
    void a_size_that_does_not_say_which_one_it_is_is_nobodys() {
        ann.person().send(0x4711, Studio.VP8, 1, 0, new byte[] {0x10, 0, 0});
        studio.run(20);

        assertThat(studio.count(Count.DROPPED_UNKNOWN_STREAM)).isEqualTo(1);
        assertThat(cat.person().rtp()).isEmpty();
    }

    @Test
    void a_change_of_size_leaves_no_gap_in_numbers_and_no_jump_in_time() {
        seconds(6);
        List<Rtp> all = cat.pictures();

        assertThat(all.getLast().payload()[999]).isEqualTo((byte) 2);
        for (int i = 1; i < all.size(); i++) {
            assertThat((all.get(i).sequence() - all.get(i - 1).sequence()) & 0xFFFF)
                    .isEqualTo(1);
            assertThat(all.get(i).timestamp() - all.get(i - 1).timestamp()).isBetween(0, 2 * 3600);
        }
    }

    @Test
    void a_keyframe_that_never_comes_is_asked_for_ever_less_often() {
        ann.withholds(2);
        seconds(30);

        assertThat(ann.keyframesAsked(2)).isBetween(3, 25);
        cat.pictures();
        seconds(1);
        assertThat(cat.size()).isEqualTo(1);
    }

    @Test
    void keyframes_are_asked_for_of_the_size_that_is_wanted_and_seldom() {
        seconds(20);

        assertThat(ann.keyframesAsked(2)).isBetween(1, 4);
        assertThat(ann.keyframesAsked(0)).isLessThan(4);
        assertThat(ann.keyframesAsked(1)).isLessThan(4);
    }
}
