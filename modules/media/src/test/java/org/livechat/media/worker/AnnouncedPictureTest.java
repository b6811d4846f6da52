package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;

/** A page has to know whose picture comes next in a slot of a conference before that picture comes. */
class AnnouncedPictureTest {
    private static final int FRAME_MILLIS = 40;
    private static final int OF_ANN = 600;
    private static final int OF_DAN = 500;

    @AutoClose
    private final Studio studio = new Studio(ChannelMode.CONFERENCE);

    private final SimulcastTalker ann = talker("ann", 0x3001, OF_ANN);
    private final SimulcastTalker dan = talker("dan", 0x4001, OF_DAN);
    private final Studio.Person cat = studio.enter("cat", studio.conferenceOffer(List.of(), 1));

    private SimulcastTalker talker(String name, int ssrc, int bytes) {
        return new SimulcastTalker(
                studio.enter(name, studio.conferenceOffer(List.of("l"), 0)),
                ssrc,
                List.of(new SimulcastTalker.Size("l", 180, 1, bytes, 1)));
    }

    /** Lets time pass in which both show their faces, and answer what they are asked for; returns whose came, by its size. */
    private List<Integer> show(int millis) {
        for (int passed = 0; passed < millis; passed += FRAME_MILLIS) {
            ann.frame();
            dan.frame();
            studio.run(FRAME_MILLIS);
            ann.listen();
            dan.listen();
        }
        return cat.rtp().stream()
                .map(Studio.Rtp::payload)
                .filter(payload -> payload.length >= OF_DAN)
                .map(payload -> payload.length)
                .toList();
    }

    @Test
    void another_ones_picture_begins_a_quarter_of_a_second_after_its_name() {
        studio.heard(List.of(ann.person()));
        assertThat(show(80)).as("the first one's, at once").contains(OF_ANN);

        studio.heard(List.of(dan.person()));
        assertThat(show(240)).isEmpty();
        assertThat(dan.keyframesAsked(0))
                .as("keyframes that could not be shown")
                .isZero();

        assertThat(show(600)).hasSizeGreaterThan(2).containsOnly(OF_DAN);
        assertThat(dan.keyframesAsked(0)).isEqualTo(1);
    }

    @Test
    void who_comes_back_to_a_slot_is_seen_at_once() {
        studio.heard(List.of(ann.person()));
        show(600);
        studio.heard(List.of());
        assertThat(show(600)).isEmpty();

        studio.heard(List.of(ann.person()));
        assertThat(show(160)).isNotEmpty().containsOnly(OF_ANN);
    }

    @Test
    void nobody_between_two_makes_the_next_ones_name_no_earlier() {
        studio.heard(List.of(ann.person()));
        show(600);
        studio.heard(List.of());
        studio.heard(List.of(dan.person()));
        assertThat(show(240)).isEmpty();
        assertThat(show(600)).isNotEmpty().containsOnly(OF_DAN);
    }
}
