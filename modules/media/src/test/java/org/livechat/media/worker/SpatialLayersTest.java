package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.media.counter.MediaCounters.Count;
import org.livechat.media.outbound.TileWish;
import org.livechat.media.worker.Studio.Person;
import org.livechat.media.worker.Studio.Rtp;
import org.livechat.rtc.rtp.PictureLoss;

/** A VP9 picture in three spatial layers of one stream (L3T1): 100, 200 and 600 kbit/s more, 25 pictures a second. */
class SpatialLayersTest {
    private static final int SSRC = 0x3001;
    private static final long WIDE = 20_000_000;
    private static final int[] HEIGHTS = {180, 360, 720};
    private static final int[] PACKETS = {1, 2, 3};
    private static final int[] BYTES = {500, 500, 1000};

    private Studio studio;
    private Person ann;
    private ModelledListener ben;
    private ModelledListener cat;
    private final List<Rtp> ofBen = new ArrayList<>();
    private final List<Rtp> ofCat = new ArrayList<>();
    private boolean keyframeWanted = true;
    private int keyframes;
    private int sequence = 65_000;
    private int pictures;

    @BeforeEach
    void open() {
        studio = new Studio();
        ann = studio.enter("ann", vp9(studio.offer("a=ssrc-group:FID " + SSRC + " " + (SSRC + 0x80))));
        ben = new ModelledListener(studio.enter("ben", vp9(studio.offer())), new ModelledWay(WIDE, 200_000_000));
        cat = new ModelledListener(studio.enter("cat", vp9(studio.offer())), new ModelledWay(WIDE, 200_000_000));
        studio.floor(ann);
    }

    @AfterEach
    void close() {
        studio.close();
    }

    private static String vp9(String offer) {
        return offer.replace("VP8/90000", "VP9/90000");
    }

    private void picture() {
        boolean keyframe = keyframeWanted;
        keyframeWanted = false;
        keyframes += keyframe ? 1 : 0;
        for (int spatial = 0; spatial < PACKETS.length; spatial++) {
            for (int i = 0; i < PACKETS[spatial]; i++) {
                boolean ends = i == PACKETS[spatial] - 1;
                byte[] payload = payload(keyframe, spatial, i == 0, ends);
                boolean marker = ends && spatial == PACKETS.length - 1;
                ann.send(SSRC, Studio.VP8, sequence++ & 0xFFFF, 3600 * pictures, marker, new byte[0], payload);
            }
        }
        pictures++;
    }

    // RFC 9628 4.2: I, P, L, B, E, V; a long picture id; TID, U, SID, D; TL0PICIDX; the scalability structure.
    private byte[] payload(boolean keyframe, int spatial, boolean begins, boolean ends) {
        byte[] payload = new byte[BYTES[spatial]];
        boolean hasStructure = keyframe && spatial == 0 && begins;
        payload[0] = (byte)
                (0xA0 | (keyframe ? 0 : 0x40) | (begins ? 0x08 : 0) | (ends ? 0x04 : 0) | (hasStructure ? 0x02 : 0));
        payload[1] = (byte) (0x80 | (pictures >> 8));
        payload[2] = (byte) pictures;
        payload[3] = (byte) (0x10 | (spatial << 1) | (spatial > 0 ? 1 : 0));
        payload[4] = (byte) pictures;
        if (hasStructure) {
            payload[5] = (byte) ((HEIGHTS.length - 1) << 5 | 0x10);
            for (int i = 0; i < HEIGHTS.length; i++) {
                payload[6 + 4 * i + 2] = (byte) (HEIGHTS[i] >> 8);
                payload[6 + 4 * i + 3] = (byte) HEIGHTS[i];
            }
        }
        return payload;
    }

    private void seconds(int count) {
        for (int millis = 0; millis < 1000 * count; millis += 40) {
            picture();
            for (int step = 0; step < 4; step++) {
                studio.run(10);
                ben.take(studio.now());
                cat.take(studio.now());
            }
            ann.rtcp(reader -> keyframeWanted |= PictureLoss.isPresent(reader));
            if (millis % 80 == 0) {
                ben.report();
                cat.report();
            }
            ofBen.addAll(ben.pictures());
            ofCat.addAll(cat.pictures());
        }
    }

    /** Which spatial layers came since this was asked last; fails if a picture does not end with its marker, or a number is missing. */
    private static List<Integer> layers(List<Rtp> packets) {
        List<Integer> layers = new ArrayList<>();
        for (int i = 0; i < packets.size(); i++) {
            Rtp packet = packets.get(i);
            int spatial = packet.payload()[3] >> 1 & 7;
            if (!layers.contains(spatial)) {
                layers.add(spatial);
            }
            if (i + 1 < packets.size()) {
                Rtp next = packets.get(i + 1);
                assertThat((next.sequence() - packet.sequence()) & 0xFFFF).isEqualTo(1);
                assertThat(packet.marker()).isEqualTo(next.timestamp() != packet.timestamp());
            }
        }
        packets.clear();
        return layers;
    }

    /** What operators are told that somebody gets. */
    private static int heightOf(ModelledListener listener) {
        return listener.person().quality().orElseThrow().slots().getLast().height();
    }

    @Test
    void a_narrow_way_gets_the_lower_layers_each_picture_ended_by_its_marker() {
        ben.way().takes(500_000);
        seconds(10);
        ofBen.clear();
        ofCat.clear();
        seconds(3);

        assertThat(layers(ofBen)).containsExactly(0, 1);
        assertThat(heightOf(ben)).isEqualTo(360);
        assertThat(layers(ofCat)).containsExactly(0, 1, 2);
        assertThat(heightOf(cat)).isEqualTo(720);
        assertThat(studio.count(Count.PICTURES_PAUSED)).isZero();
        // Nobody waits for one.
        assertThat(keyframes).isLessThan(5);
    }

    @Test
    void a_way_that_is_widened_gets_all_layers_from_a_keyframe_on_that_is_asked_for() {
        ben.way().takes(500_000);
        seconds(10);
        int before = keyframes;
        ben.way().takes(WIDE);
        seconds(15);
        ofBen.clear();
        seconds(2);

        assertThat(layers(ofBen)).containsExactly(0, 1, 2);
        assertThat(keyframes - before).isBetween(1, 3);
    }

    @Test
    void a_small_tile_gets_the_layer_that_fills_it() {
        seconds(1);
        studio.wish(ben.person(), "1", new TileWish(200, Optional.empty(), false));
        seconds(3);
        ofBen.clear();
        seconds(2);

        assertThat(layers(ofBen)).containsExactly(0, 1);
    }

    @Test
    void what_is_sent_again_has_the_marker_that_it_had() {
        ben.way().takes(500_000);
        seconds(10);
        List<Rtp> latest = List.copyOf(ofBen.subList(ofBen.size() - 6, ofBen.size()));
        for (Rtp packet : latest) {
            ben.person().report(writer -> writer.receiverReport(9).genericNack(9, packet.ssrc(), packet.sequence(), 0));
            studio.run(1);
        }
        List<Rtp> again = ben.person().rtp();

        assertThat(again.stream().map(Rtp::marker).toList())
                .isEqualTo(latest.stream().map(Rtp::marker).toList())
                .contains(true, false);
        assertThat(again.stream().map(Rtp::timestamp).toList())
                .isEqualTo(latest.stream().map(Rtp::timestamp).toList());
    }
}
