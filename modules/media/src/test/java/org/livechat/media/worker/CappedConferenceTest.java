package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.media.counter.MediaCounters.Count;
import org.livechat.media.worker.Studio.Rtp;

/** A conference of four, all of whom talk and show themselves in two sizes; one of them has a way of 300 kbit/s. */
class CappedConferenceTest {
    private static final List<SimulcastTalker.Size> SIZES =
            List.of(new SimulcastTalker.Size("l", 120, 1, 300, 2), new SimulcastTalker.Size("h", 480, 3, 1000, 1));

    private static final int VOICE_BYTES = 60;
    private static final long NARROW = 300_000;
    private static final long WIDE = 20_000_000;

    private final List<SimulcastTalker> all = new ArrayList<>();
    private Studio studio;
    private ModelledListener dan;
    private ModelledListener ben;

    @BeforeEach
    void open() {
        studio = new Studio(ChannelMode.CONFERENCE);
        int ssrc = 0x3001;
        for (String name : List.of("ann", "ben", "cat", "dan")) {
            all.add(new SimulcastTalker(studio.enter(name, studio.conferenceOffer(List.of("l", "h"), 3)), ssrc, SIZES));
            ssrc += 0x100;
        }
        dan = new ModelledListener(all.get(3).person(), new ModelledWay(NARROW, 500_000_000));
        ben = new ModelledListener(all.get(1).person(), new ModelledWay(WIDE, 500_000_000));
        studio.heard(all.stream().map(SimulcastTalker::person).toList());
    }

    @AfterEach
    void close() {
        studio.close();
    }

    private void seconds(int count) {
        for (int millis = 0; millis < 1000 * count; millis += 20) {
            for (SimulcastTalker one : all) {
                if (millis % 40 == 0) {
                    one.frame();
                }
                one.voice(VOICE_BYTES);
            }
            for (int step = 0; step < 2; step++) {
                studio.run(10);
                dan.take(studio.now());
                ben.take(studio.now());
            }
            all.forEach(SimulcastTalker::listen);
            if (millis % 80 == 0) {
                dan.report();
                ben.report();
            }
        }
    }

    /** Frames a second of each tile, by its SSRC. */
    private static Map<Integer, Integer> frames(List<Rtp> packets, int seconds) {
        Map<Integer, List<Integer>> frames = new HashMap<>();
        for (Rtp packet : packets) {
            List<Integer> seen = frames.computeIfAbsent(packet.ssrc(), ssrc -> new ArrayList<>());
            if (!seen.contains(packet.timestamp())) {
                seen.add(packet.timestamp());
            }
        }
        Map<Integer, Integer> rates = new HashMap<>();
        frames.forEach((ssrc, seen) -> rates.put(ssrc, seen.size() / seconds));
        return rates;
    }

    @Test
    void the_tiles_of_who_has_a_narrow_way_move_and_its_voices_are_whole() {
        seconds(5);
        dan.longestQueueNanos();
        dan.pictures();
        ben.pictures();
        seconds(20);

        assertThat(frames(dan.pictures(), 20))
                .hasSize(3)
                .allSatisfy((tile, rate) -> assertThat(rate).isGreaterThanOrEqualTo(10));
        assertThat(dan.voiceLost()).isLessThan(0.01);
        assertThat(dan.longestQueueNanos()).isLessThan(150_000_000L);
        assertThat(frames(ben.pictures(), 20))
                .hasSize(3)
                .allSatisfy((tile, rate) -> assertThat(rate).isGreaterThanOrEqualTo(24));
        assertThat(ben.voiceLost()).isZero();
    }

    @Test
    void where_not_even_the_smallest_fit_some_tiles_wait_and_the_voices_are_whole() {
        dan.way().takes(230_000);
        seconds(8);
        dan.pictures();
        long before = studio.count(Count.DROPPED_PICTURE_PAUSED);
        seconds(10);

        assertThat(frames(dan.pictures(), 10)).isNotEmpty();
        assertThat(studio.count(Count.DROPPED_PICTURE_PAUSED)).isGreaterThan(before);
        assertThat(studio.count(Count.PICTURES_PAUSED)).isZero();
        assertThat(dan.voiceLost()).isLessThan(0.01);
        assertThat(ben.voiceLost()).isZero();
    }

    @Test
    void once_the_way_is_wide_all_tiles_are_large_within_eight_seconds() {
        seconds(15);
        dan.way().takes(WIDE);
        seconds(8);
        dan.pictures();
        seconds(1);

        List<Rtp> packets = dan.pictures();
        assertThat(frames(packets, 1)).hasSize(3);
        assertThat(packets).allMatch(packet -> packet.payload()[packet.payload().length - 1] == 1);
    }
}
