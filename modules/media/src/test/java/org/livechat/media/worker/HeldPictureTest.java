package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.livechat.media.counter.MediaCounters.Count;
import org.livechat.media.outbound.TileWish;

/** What was held back says nothing of what takes its place. */
class HeldPictureTest {
    private static final List<SimulcastTalker.Size> SIZES = List.of(new SimulcastTalker.Size("l", 180, 1, 600, 1));
    private static final String PICTURE = "2";

    @AutoClose
    private final Studio studio = new Studio();

    private final SimulcastTalker ann = talker("ann", 0x3001);
    private final SimulcastTalker dan = talker("dan", 0x4001);
    private final Studio.Person cat = studio.enter("cat", studio.conferenceOffer(List.of(), 1));

    private SimulcastTalker talker(String name, int ssrc) {
        return new SimulcastTalker(studio.enter(name, studio.conferenceOffer(List.of("l"), 1)), ssrc, SIZES);
    }

    @Test
    void another_picture_is_sent_from_its_first_packet_on() {
        studio.floor(ann.person());
        studio.wish(cat, PICTURE, new TileWish(0, Optional.empty(), false));
        for (int frame = 0; frame < 10; frame++) {
            ann.frame();
            studio.run(40);
        }
        long dropped = studio.count(Count.DROPPED_PICTURE_PAUSED);
        assertThat(dropped).isPositive();
        cat.rtp();

        studio.wish(cat, PICTURE, TileWish.NONE);
        studio.floor(dan.person());
        dan.frame();
        studio.run(20);

        assertThat(cat.rtp()).hasSize(1);
        assertThat(studio.count(Count.DROPPED_PICTURE_PAUSED)).isEqualTo(dropped);
    }
}
