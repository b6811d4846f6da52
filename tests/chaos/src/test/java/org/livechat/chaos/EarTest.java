package org.livechat.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarTest {
    private final List<String> complaints = new ArrayList<>();
    private final Bursts bursts = new Bursts();
    private final Ear ear = new Ear("ann", "c", true, bursts, complaints::add);

    @Test
    void bursts_of_others_one_after_the_other_are_as_they_should_be() {
        Bursts.Burst ben = bursts.begin("ben", "c");
        Bursts.Burst cid = bursts.begin("cid", "c");
        hears(ben, ben, cid, cid);
        assertThat(complaints).isEmpty();
    }

    @Test
    void two_at_a_time_are_complained_of() {
        Bursts.Burst ben = bursts.begin("ben", "c");
        Bursts.Burst cid = bursts.begin("cid", "c");
        hears(ben, cid, ben);
        assertThat(complaints).singleElement().asString().contains("again");
    }

    @Test
    void what_is_said_elsewhere_without_the_floor_by_oneself_or_by_nobody_is_complained_of() {
        hears(bursts.begin("ben", "d"));
        hears(bursts.begin("ann", "c"));
        ear.hears(new Frame(bursts.begin("ben", "c").number(), false));
        ear.hears(new Frame(4711, true));
        assertThat(complaints).hasSize(4);
    }

    @Test
    void a_frame_is_told_from_what_the_server_makes_up() {
        assertThat(Frame.of(new Frame(7, false).bytes())).contains(new Frame(7, false));
        assertThat(Frame.of(new byte[] {(byte) 0xF8, -1, -2})).isEmpty();
    }

    private void hears(Bursts.Burst... heard) {
        for (Bursts.Burst burst : heard) {
            ear.hears(new Frame(burst.number(), true));
        }
    }
}
