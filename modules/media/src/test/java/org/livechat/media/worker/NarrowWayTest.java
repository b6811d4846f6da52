package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.media.counter.MediaCounters.Count;
import org.livechat.media.worker.Studio.Person;
import org.livechat.media.worker.Studio.Rtp;
import org.livechat.rtc.loss.ArrivalLog;
import org.livechat.rtc.rtp.PictureLoss;

/** A listener whose way takes less than the picture keeps the voice, and costs the others nothing. */
class NarrowWayTest {
    private static final int PAYLOAD_BYTES = 1000;
    private static final long WIDE = 5_000_000;

    @AutoClose
    private final Studio studio = new Studio();

    private final Person ann = studio.enter("ann", studio.offer());
    private final Person ben = studio.enter("ben", studio.offer());
    private final Person cat = studio.enter("cat", studio.offer());
    private int sequence;
    private int voices;
    private int bensVoices;
    private int bensPictures;
    private int catsPictures;
    private int keyframesAsked;

    /** What lies in the queue before ben, by when it gets through. */
    private final Deque<Long> queue = new ArrayDeque<>();

    private final ArrivalLog arrivals = new ArrivalLog();
    private long freeNanos;
    private boolean isCut;

    @BeforeEach
    void open() {
        studio.floor(ann);
    }

    /** A second of voice and of a picture of 800 kbit/s, of which ben's way takes so much. */
    private void second(long bensBitsPerSecond) {
        pass(1000, bensBitsPerSecond);
    }

    private void pass(int time, long bensBitsPerSecond) {
        for (int millis = 0; millis < time; millis += 10) {
            boolean keyframe = sequence % 300 == 0 || keyframesAsked > 0;
            keyframesAsked = 0;
            byte[] payload = new byte[PAYLOAD_BYTES];
            payload[0] = 0x10;
            payload[1] = (byte) (keyframe ? 0 : 1);
            ann.send(0x2222, Studio.VP8, sequence & 0xFFFF, 900 * sequence, payload);
            sequence++;
            if (millis % 20 == 0) {
                ann.send(0x1111, Studio.OPUS, voices & 0xFFFF, 960 * voices, new byte[] {1, 2, 3});
                voices++;
            }
            studio.run(10);
            ann.rtcp(reader -> keyframesAsked += PictureLoss.isPresent(reader) ? 1 : 0);
            catsPictures += (int) cat.rtp().stream()
                    .filter(packet -> packet.payloadType() == Studio.VP8)
                    .count();
            for (Rtp packet : ben.rtp()) {
                toBen(packet, bensBitsPerSecond);
            }
            if (millis % 100 == 0 && arrivals.hasNews()) {
                ben.report(writer -> arrivals.write(writer, 9, 9, 1200));
            }
        }
    }

    /** Through a queue of 300 ms, behind which the rest is lost. */
    private void toBen(Rtp packet, long bitsPerSecond) {
        if (packet.payloadType() == Studio.OPUS) {
            bensVoices++;
            return;
        }
        if (isCut) {
            return;
        }
        bensPictures += packet.payloadType() == Studio.VP8 ? 1 : 0;
        long starts = Math.max(freeNanos, studio.now());
        if (starts - studio.now() < 300_000_000L) {
            freeNanos = starts + (packet.payload().length + 40) * 8_000_000_000L / bitsPerSecond;
            queue.add(freeNanos);
            arrivals.received(packet.transportSequence(), freeNanos);
        }
    }

    @Test
    void the_picture_pauses_and_comes_back_when_the_way_is_wide_again() {
        for (int i = 0; i < 10 && studio.count(Count.PICTURES_PAUSED) == 0; i++) {
            second(300_000);
        }
        assertThat(studio.count(Count.PICTURES_PAUSED)).isEqualTo(1);
        int pictures = bensPictures;
        int voicesBefore = bensVoices;
        int others = catsPictures;
        second(300_000);
        assertThat(bensPictures).isEqualTo(pictures);
        assertThat(bensVoices - voicesBefore).isEqualTo(50);
        assertThat(catsPictures - others).isEqualTo(100);
        for (int i = 0; i < 14; i++) {
            second(WIDE);
        }
        pictures = bensPictures;
        second(WIDE);
        assertThat(bensPictures - pictures).isEqualTo(100);
        assertThat(studio.count(Count.PICTURES_PAUSED)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 300, 500, 700, 1000, 3000, 10_000})
    void a_way_that_was_cut_for_a_while_is_as_wide_as_before(int millis) {
        for (int cut = 0; cut < 10; cut++) {
            pass(3000, WIDE);
            isCut = true;
            pass(millis, WIDE);
            isCut = false;
            int pictures = bensPictures;
            second(WIDE);
            assertThat(bensPictures - pictures)
                    .as("in the second after cut %d", cut)
                    .isEqualTo(100);
        }
        assertThat(studio.count(Count.PICTURES_PAUSED)).isZero();
    }

    @Test
    void a_wide_way_is_left_alone() {
        for (int i = 0; i < 20; i++) {
            second(WIDE);
        }
        assertThat(bensPictures).isEqualTo(2000);
        assertThat(studio.count(Count.PICTURES_PAUSED)).isZero();
    }
}
