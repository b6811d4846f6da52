package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.media.counter.MediaCounters.Count;
import org.livechat.media.outbound.TileWish;
import org.livechat.media.worker.Studio.Person;
import org.livechat.media.worker.Studio.Rtp;
import org.livechat.rtc.loss.ArrivalLog;
import org.livechat.rtc.rtp.PictureLoss;

/** A picture that comes in three sizes at once: each listener gets the one that fits its way and its tile. */
class SimulcastLayersTest {
    private static final List<String> SIZES = List.of("l", "m", "h");
    private static final int[] SSRCS = {0x3001, 0x3002, 0x3003};
    /** 120, 400 and 1200 kbit/s at 25 frames a second, of so many packets each. */
    private static final int[] BYTES = {600, 1000, 1000};

    private static final int[] PACKETS = {1, 2, 6};
    private static final int[] HEIGHTS = {180, 360, 720};

    private final int[] sequences = {100, 2000, 30000};
    private final int[] ticks = {0, 900_000, 77_000_000};
    private final boolean[] keyframeWanted = {true, true, true};
    private final int[] keyframesAsked = new int[3];

    private Studio studio;
    private Person ann;
    private Listener ben;
    private Listener cat;

    @BeforeEach
    void open() {
        studio = new Studio(ChannelMode.CONFERENCE);
        ann = studio.enter("ann", studio.conferenceOffer(SIZES));
        ben = new Listener(studio.enter("ben", studio.conferenceOffer(List.of())));
        cat = new Listener(studio.enter("cat", studio.conferenceOffer(List.of())));
        studio.heard(List.of(ann));
    }

    @AfterEach
    void close() {
        studio.close();
    }

    /** Somebody whose way takes so much, with a queue of 200 ms, and who says what came. */
    private static final class Listener {
        private final Person person;
        private final ArrivalLog arrivals = new ArrivalLog();
        private final List<Rtp> pictures = new ArrayList<>();
        private final int[] packetsOf = new int[3];
        private long freeNanos;
        private long bitsPerSecond = 20_000_000;

        private Listener(Person person) {
            this.person = person;
        }

        private void take(long nowNanos) {
            for (Rtp packet : person.rtp()) {
                if (packet.transportSequence() < 0) {
                    continue;
                }
                long starts = Math.max(freeNanos, nowNanos);
                if (starts - nowNanos > 200_000_000L) {
                    continue;
                }
                freeNanos = starts + (packet.payload().length + 40) * 8_000_000_000L / bitsPerSecond;
                arrivals.received(packet.transportSequence(), freeNanos);
                if (packet.payloadType() == Studio.VP8) {
                    pictures.add(packet);
                    packetsOf[packet.payload()[packet.payload().length - 1]]++;
                }
            }
        }

        private void report() {
            if (arrivals.hasNews()) {
                person.report(writer -> arrivals.write(writer, 9, 9, 1200));
            }
        }

        /** Which sizes came since this was asked last, largest share first: its number. */
        private int size() {
            int most = 0;
            for (int i = 0; i < 3; i++) {
                most = packetsOf[i] > packetsOf[most] ? i : most;
            }
            java.util.Arrays.fill(packetsOf, 0);
            return most;
        }
    }

    private void seconds(int count) {
        for (int millis = 0; millis < 1000 * count; millis += 40) {
            for (int size = 0; size < 3; size++) {
                frame(size);
            }
            for (int step = 0; step < 4; step++) {
                studio.run(10);
                ben.take(studio.now());
                cat.take(studio.now());
            }
            ann.rtcp(reader -> {
                for (int size = 0; size < 3; size++) {
                    if (PictureLoss.isPresent(reader) && reader.mediaSsrc() == SSRCS[size]) {
                        keyframeWanted[size] = true;
                        keyframesAsked[size]++;
                    }
                }
            });
            if (millis % 80 == 0) {
                ben.report();
                cat.report();
            }
        }
    }

    private void frame(int size) {
        for (int i = 0; i < PACKETS[size]; i++) {
            byte[] payload = new byte[BYTES[size]];
            payload[0] = (byte) (i == 0 ? 0x10 : 0);
            payload[1] = (byte) (keyframeWanted[size] ? 0 : 1);
            payload[7] = (byte) HEIGHTS[size];
            payload[8] = (byte) (HEIGHTS[size] >> 8);
            payload[9] = (byte) HEIGHTS[size];
            payload[10] = (byte) (HEIGHTS[size] >> 8);
            payload[payload.length - 1] = (byte) size;
            ann.send(
                    SSRCS[size],
                    Studio.VP8,
                    sequences[size]++ & 0xFFFF,
                    ticks[size],
                    extensions("1", SIZES.get(size)),
                    payload);
        }
        keyframeWanted[size] = false;
        ticks[size] += 3600;
    }

    /** A block with the mid and the stream id, under the ids of the offer. */
    private static byte[] extensions(String mid, String streamId) {
        byte[] m = mid.getBytes(StandardCharsets.US_ASCII);
        byte[] s = streamId.getBytes(StandardCharsets.US_ASCII);
        return new byte[] {
            (byte) 0xBE, (byte) 0xDE, 0, 1, (byte) (4 << 4), m[0], (byte) (5 << 4), s[0],
        };
    }

    @Test
    void a_wide_way_gets_the_largest_size_and_a_narrow_one_what_fits() {
        ben.bitsPerSecond = 300_000;
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
        ben.bitsPerSecond = 300_000;
        seconds(10);
        ben.bitsPerSecond = 20_000_000;
        seconds(8);
        ben.size();
        seconds(1);

        assertThat(ben.size()).isEqualTo(2);
    }

    @Test
    void a_small_tile_gets_a_small_size_and_one_that_is_not_seen_none() {
        studio.wish(ben.person, "2", new TileWish(300, Optional.empty(), false));
        studio.wish(cat.person, "2", new TileWish(0, Optional.empty(), false));
        seconds(5);
        ben.size();
        cat.pictures.clear();
        seconds(1);

        assertThat(ben.size()).isEqualTo(1);
        assertThat(cat.pictures).isEmpty();
    }

    @Test
    void the_size_that_a_client_names_is_the_largest_it_gets() {
        studio.wish(ben.person, "2", new TileWish(Integer.MAX_VALUE, Optional.of("m"), false));
        seconds(5);
        ben.size();
        seconds(1);

        assertThat(ben.size()).isEqualTo(1);
    }

    @Test
    void a_change_of_size_leaves_no_gap_in_numbers_and_no_jump_in_time() {
        seconds(6);
        List<Rtp> all = cat.pictures;

        assertThat(all.getLast().payload()[999]).isEqualTo((byte) 2);
        for (int i = 1; i < all.size(); i++) {
            assertThat((all.get(i).sequence() - all.get(i - 1).sequence()) & 0xFFFF)
                    .isEqualTo(1);
            assertThat(all.get(i).timestamp() - all.get(i - 1).timestamp()).isBetween(0, 2 * 3600);
        }
    }

    @Test
    void keyframes_are_asked_for_of_the_size_that_is_wanted_and_seldom() {
        seconds(20);

        assertThat(keyframesAsked[2]).isBetween(1, 4);
        assertThat(keyframesAsked[0]).isLessThan(4);
        assertThat(keyframesAsked[1]).isLessThan(4);
    }
}
