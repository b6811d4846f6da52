package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.media.counter.MediaCounters.Count;
import org.livechat.media.worker.Studio.Person;
import org.livechat.media.worker.Studio.Rtp;

/** A picture in three temporal layers: who has a narrow way gets a lower frame rate, and notices nothing else. */
class TemporalLayersTest {
    private static final int SSRC = 0x3001;
    private static final long WIDE = 20_000_000;
    private static final long QUEUE_NANOS = 200_000_000;

    /** 400 kbit/s: 100 with one of three layers, 200 with two. */
    private static final List<LayeredTalker.Size> ONE = List.of(new LayeredTalker.Size("", 360, 2, 1000));

    /** 100 and 600 kbit/s; the larger one 150 with one of three layers, 300 with two. */
    private static final List<LayeredTalker.Size> TWO =
            List.of(new LayeredTalker.Size("l", 180, 1, 500), new LayeredTalker.Size("h", 720, 3, 1000));

    private Studio studio;
    private LayeredTalker ann;
    private ModelledListener ben;
    private ModelledListener cat;
    private ReceivedFrames ofBen;
    private ReceivedFrames ofCat;

    private void open(List<LayeredTalker.Size> sizes, int seed) {
        var random = new Random(seed);
        if (sizes.size() == 1) {
            studio = new Studio();
            Person talker = studio.enter("ann", studio.offer("a=ssrc-group:FID " + SSRC + " " + (SSRC + 0x80)));
            ann = new LayeredTalker(talker, SSRC, sizes, random);
            ben = listener("ben", studio.offer());
            cat = listener("cat", studio.offer());
            studio.floor(talker);
        } else {
            studio = new Studio(ChannelMode.CONFERENCE);
            var ids = sizes.stream().map(LayeredTalker.Size::id).toList();
            ann = new LayeredTalker(studio.enter("ann", studio.conferenceOffer(ids, 1)), SSRC, sizes, random);
            ben = listener("ben", studio.conferenceOffer(List.of(), 1));
            cat = listener("cat", studio.conferenceOffer(List.of(), 1));
            studio.heard(List.of(ann.person()));
        }
        ofBen = new ReceivedFrames(ann, "ben, seed " + seed);
        ofCat = new ReceivedFrames(ann, "cat, seed " + seed);
    }

    private ModelledListener listener(String name, String offer) {
        return new ModelledListener(studio.enter(name, offer), new ModelledWay(WIDE, QUEUE_NANOS));
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
            ofBen.take(ben.sent());
            ofCat.take(cat.sent());
        }
    }

    /**
     * Asks for what is missing, as receivers do. Where a keyframe's first packet came last, a slot begins with that, and the others
     * come when they are asked for.
     */
    private void ask(ModelledListener listener, ReceivedFrames received) {
        for (int missing : received.missing()) {
            listener.person().report(writer -> writer.receiverReport(9).genericNack(9, received.ssrc(), missing, 0));
        }
    }

    private void check(ReceivedFrames received) {
        received.assertNoGap();
        received.assertPictureIdsCountOn();
        received.frames();
    }

    /** How many of each temporal layer's frames, since one was sent, are among those that were received. */
    private int[] layers(ReceivedFrames received, int since) {
        int[] layers = new int[3];
        received.frames().stream().filter(frame -> frame.index() >= since).forEach(frame -> layers[frame.temporal()]++);
        return layers;
    }

    @Test
    void a_narrow_way_gets_a_lower_frame_rate_instead_of_a_pause_and_a_wide_one_all() {
        open(ONE, 1);
        ben.way().takes(300_000);
        seconds(10);
        int since = ann.count();
        seconds(4);

        assertThat(layers(ofBen, since)).containsExactly(25, 25, 0);
        assertThat(layers(ofCat, since)).containsExactly(25, 25, 50);
        check(ofBen);
        check(ofCat);
        ofBen.assertTimestampsStay();
        assertThat(studio.count(Count.PICTURES_PAUSED)).isZero();
        assertThat(studio.count(Count.DROPPED_LAYER)).isGreaterThan(90);
    }

    @Test
    void where_two_layers_do_not_fit_one_is_sent() {
        open(ONE, 1);
        ben.way().takes(180_000);
        seconds(10);
        int since = ann.count();
        seconds(4);

        assertThat(layers(ofBen, since)).containsExactly(25, 0, 0);
        check(ofBen);
        assertThat(studio.count(Count.PICTURES_PAUSED)).isZero();
    }

    @Test
    void a_way_that_is_widened_gets_all_again_without_a_keyframe() {
        open(ONE, 1);
        ben.way().takes(180_000);
        seconds(10);
        ben.way().takes(WIDE);
        int widened = ann.count();
        seconds(15);
        int since = ann.count();
        seconds(4);

        assertThat(layers(ofBen, since)).containsExactly(25, 25, 50);
        check(ofBen);
        ofBen.assertTimestampsStay();
        assertThat(ofBen.frames()).noneMatch(frame -> frame.keyframe() && frame.index() > widened);
    }

    @Test
    void a_picture_that_is_held_back_whole_comes_again_once_there_is_room() {
        open(ONE, 1);
        ben.way().takes(80_000);
        seconds(5);
        int since = ann.count();
        seconds(5);
        assertThat(layers(ofBen, since)).containsExactly(0, 0, 0);

        ben.way().takes(WIDE);
        seconds(10);
        since = ann.count();
        seconds(4);

        assertThat(layers(ofBen, since)).containsExactly(25, 25, 50);
        check(ofBen);
        assertThat(studio.count(Count.PICTURES_PAUSED)).isZero();
    }

    @Test
    void a_way_that_took_next_to_nothing_gets_all_again() {
        open(TWO, 1);
        ben.way().takes(20_000);
        seconds(10);
        ben.way().takes(WIDE);
        seconds(20);
        ben.size();
        int since = ann.count();
        seconds(4);

        assertThat(ben.size()).isEqualTo(1);
        assertThat(layers(ofBen, since)).containsExactly(25, 25, 50);
        check(ofBen);
    }

    @Test
    void frame_rate_goes_before_size() {
        open(TWO, 1);
        ben.way().takes(430_000);
        seconds(10);
        int since = ann.count();
        ben.size();
        seconds(4);

        assertThat(ben.size()).isEqualTo(1);
        assertThat(layers(ofBen, since)).containsExactly(25, 25, 0);
        assertThat(layers(ofCat, since)).containsExactly(25, 25, 50);
        check(ofBen);
    }

    @Test
    void what_a_talker_loses_while_a_layer_is_left_out_goes_on_in_its_place_or_leaves_an_empty_one() {
        open(ONE, 2);
        ben.way().takes(300_000);
        seconds(10);
        ann.loses(0.1);
        int since = ann.count();
        seconds(6);
        ann.loses(0);
        seconds(1);
        ann.sendAllAgain();
        seconds(1);

        int[] layers = layers(ofBen, since);
        assertThat(layers[0]).isGreaterThan(49);
        assertThat(layers[1]).isGreaterThan(40);
        assertThat(layers[2]).isZero();
        assertThat(ofBen.empty()).isNotEmpty();
        assertThat(ofCat.empty()).isEmpty();
        check(ofBen);
        check(ofCat);
    }

    @Test
    void what_a_listener_asks_for_again_is_what_had_that_number() {
        open(ONE, 1);
        ben.way().takes(300_000);
        seconds(10);
        assertThat(layers(ofBen, ann.count() - 48)).containsExactly(12, 12, 0);
        List<Rtp> asked = latestOf(ben, 25);
        for (Rtp packet : asked) {
            ben.person().report(writer -> writer.receiverReport(9).genericNack(9, packet.ssrc(), packet.sequence(), 0));
            studio.run(1);
        }
        ben.take(studio.now());
        List<Rtp> again = ben.sent();

        assertThat(again).hasSize(asked.size()).allMatch(packet -> packet.payloadType() == Studio.VP8_AGAIN);
        // Compares each with what came under its number first.
        ofBen.take(again);
        check(ofBen);
    }

    @Test
    void an_empty_packet_that_is_lost_is_empty_again() {
        open(ONE, 2);
        ben.way().takes(300_000);
        seconds(10);
        ann.loses(0.2);
        seconds(1);
        List<Rtp> empty = ofBen.empty();
        assertThat(empty).isNotEmpty();
        ben.sent();
        for (Rtp packet : empty) {
            ben.person().report(writer -> writer.receiverReport(9).genericNack(9, packet.ssrc(), packet.sequence(), 0));
            studio.run(1);
        }
        ben.take(studio.now());
        List<Rtp> again = ben.sent();

        assertThat(again).hasSize(empty.size()).allMatch(packet -> packet.payload().length == 2);
        ofBen.take(again);
        check(ofBen);
    }

    /** The latest packets that a listener got of the stream itself. */
    private static List<Rtp> latestOf(ModelledListener listener, int count) {
        List<Rtp> all = listener.pictures();
        return all.subList(all.size() - count, all.size());
    }

    @Test
    void whatever_is_lost_and_however_a_way_changes_numbers_have_no_gap_and_all_frames_can_be_decoded() {
        for (int seed = 0; seed < 12; seed++) {
            var random = new Random(seed);
            open(seed % 2 == 0 ? ONE : TWO, seed);
            for (int turn = 0; turn < 12; turn++) {
                ben.way().takes(100_000 + random.nextInt(900_000));
                cat.way().takes(200_000 + random.nextInt(500_000));
                ann.loses(random.nextInt(3) * 0.05);
                for (int i = random.nextInt(3); i >= 0; i--) {
                    seconds(1);
                    ask(ben, ofBen);
                    ask(cat, ofCat);
                }
            }
            ann.loses(0);
            ann.sendAllAgain();
            seconds(1);
            ann.sendAllAgain();
            seconds(1);
            for (ReceivedFrames received : List.of(ofBen, ofCat)) {
                received.assertNoGap();
                received.assertPictureIdsCountOn();
                assertThat(received.frames()).hasSizeGreaterThan(40);
            }
            studio.close();
        }
    }
}
