package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.livechat.media.inbound.Talker;
import org.livechat.media.worker.Studio.Person;

/** What a worker uses again and again keeps nobody who has gone: packets, runs of them, and histories. */
@Timeout(60)
class GoneClientsTest {
    private static final int SSRC = 0x3001;
    private static final int LONGEST_TIMER_MILLIS = 31_000;
    /** One is enough where nothing else runs. */
    private static final int MOST_COLLECTIONS = 20;

    private final Studio studio = new Studio();

    @AfterEach
    void close() {
        studio.close();
    }

    @Test
    void who_has_talked_and_left_is_kept_by_nothing() {
        studio.endBurstsAfter(Duration.ofSeconds(2));
        studio.enter("ben", studio.offer());
        List<WeakReference<Talker>> gone = new ArrayList<>();
        for (int turn = 0; turn < 5; turn++) {
            // Fewer packets in each turn, so that those of the later ones lie over none of the first ones' last.
            talk("ann" + turn, 60 - 10 * turn);
            gone.add(studio.leave("ann" + turn));
        }
        // A slot has a source until it gets another one.
        talk("cleo", 1);
        studio.run(LONGEST_TIMER_MILLIS);

        for (int i = 0; i < MOST_COLLECTIONS && !areGone(gone); i++) {
            System.gc();
        }
        assertThat(gone).allMatch(talker -> talker.refersTo(null));
    }

    private static boolean areGone(List<WeakReference<Talker>> talkers) {
        return talkers.stream().allMatch(talker -> talker.refersTo(null));
    }

    /** All at once, so that they are one batch. */
    private void talk(String name, int packets) {
        Person talker = studio.enter(name, studio.offer());
        studio.floor(talker);
        for (int i = 0; i < packets; i++) {
            // RFC 7741 4.2: the first one begins a keyframe.
            talker.send(SSRC, Studio.VP8, i, 0, new byte[] {0x10, (byte) (i == 0 ? 0 : 1), 0, 0});
        }
        // Until what was kept to be sent again waits for its next stream.
        studio.run(3_000);
    }
}
