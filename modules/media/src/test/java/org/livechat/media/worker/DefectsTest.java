package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaKind;
import org.livechat.media.counter.MediaCounters.Count;
import org.livechat.media.event.DeafListener;
import org.livechat.media.worker.Studio.Person;
import org.livechat.media.worker.Studio.Rtp;
import org.livechat.rtc.codec.BuiltInCodecs;
import org.livechat.rtc.codec.Vp8;

/** What a defect costs: one packet, or one listener's copy, and nobody else anything. */
class DefectsTest {
    private static final int PICTURE = 0x2222;
    private static final int VOICE = 0x1111;
    private static final byte DEFECT = 0x7F;

    /** What a defect may throw. */
    enum Thrown {
        RUNTIME_EXCEPTION,
        ASSERTION,
        LINKAGE,
        STACK,
        MEMORY;

        RuntimeException leave() {
            switch (this) {
                case RUNTIME_EXCEPTION -> throw new IllegalStateException("a defect of the test's");
                case ASSERTION -> throw new AssertionError("a defect of the test's");
                case LINKAGE -> throw new NoClassDefFoundError("com/example/Absent");
                case STACK -> throw new StackOverflowError();
                case MEMORY -> throw new OutOfMemoryError("a defect of the test's");
            }
            return new IllegalStateException("nothing is thrown");
        }
    }

    /** VP8 that fails on a payload which says so. */
    private record Tripwire(Thrown thrown) implements CodecProvider {
        private static final Vp8 VP8 = new Vp8();

        @Override
        public String name() {
            return VP8.name();
        }

        @Override
        public MediaKind kind() {
            return VP8.kind();
        }

        @Override
        public int clockRate() {
            return VP8.clockRate();
        }

        @Override
        public boolean isKeyframe(byte[] payload, int offset, int length) {
            if (payload[offset + length - 1] == DEFECT) {
                throw thrown.leave();
            }
            return VP8.isKeyframe(payload, offset, length);
        }
    }

    private static List<CodecProvider> codecs(Thrown thrown) {
        List<CodecProvider> codecs = new ArrayList<>(BuiltInCodecs.all());
        codecs.replaceAll(codec -> codec instanceof Vp8 ? new Tripwire(thrown) : codec);
        return codecs;
    }

    private static void picture(Person from, int sequence, byte last) {
        from.send(PICTURE, Studio.VP8, sequence, 0, new byte[] {0x10, (byte) (sequence == 0 ? 0 : 1), 0, last});
    }

    private static void voice(Person from, int sequence) {
        from.send(VOICE, Studio.OPUS, sequence, 960 * sequence, new byte[] {0x78, 1, (byte) sequence});
    }

    private static List<Integer> voices(Person listener) {
        return listener.rtp().stream()
                .filter(packet -> packet.payloadType() == Studio.OPUS)
                .map(packet -> (int) packet.payload()[2])
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void a_packet_that_brings_out_a_defect_is_lost_and_no_other(Thrown thrown) {
        try (var studio = Studio.withDefects(codecs(thrown))) {
            Person ann = studio.enter("ann", studio.offer());
            Person ben = studio.enter("ben", studio.offer());
            studio.floor(ann);
            // One batch: those before it, those behind it, and those of another stream.
            for (int i = 0; i < 10; i++) {
                voice(ann, i);
                picture(ann, i, i == 5 ? DEFECT : 0);
            }
            studio.run(20);

            List<Rtp> heard = ben.rtp();
            assertThat(heard.stream().filter(packet -> packet.payloadType() == Studio.OPUS))
                    .hasSize(10);
            assertThat(heard.stream().filter(packet -> packet.payloadType() == Studio.VP8))
                    .hasSize(9);
            assertThat(studio.count(Count.DROPPED_DEFECT)).isEqualTo(1);
            assertThat(studio.count(Count.DEFECTS)).isEqualTo(1);
        }
    }

    @Test
    void a_listener_whose_copies_bring_one_out_costs_no_other_listener_and_is_sent_to_when_that_is_over() {
        try (var studio = Studio.withDefects(BuiltInCodecs.all())) {
            Person ann = studio.enter("ann", studio.offer());
            List<Person> before = List.of(studio.enter("ben", studio.offer()), studio.enter("cem", studio.offer()));
            Person bad = studio.enter("dia", studio.offer());
            List<Person> behind = List.of(studio.enter("eva", studio.offer()), studio.enter("fay", studio.offer()));
            studio.floor(ann);
            bad.breaksWay(true);
            for (int i = 0; i < 50; i++) {
                voice(ann, i);
                studio.run(20);
            }
            List<Integer> all = java.util.stream.IntStream.range(0, 50).boxed().toList();
            before.forEach(listener -> assertThat(voices(listener)).isEqualTo(all));
            behind.forEach(listener -> assertThat(voices(listener)).isEqualTo(all));
            assertThat(voices(bad)).isEmpty();
            assertThat(studio.count(Count.DROPPED_DEFECT)).isGreaterThanOrEqualTo(50);

            bad.breaksWay(false);
            voice(ann, 50);
            studio.run(20);
            assertThat(voices(bad)).containsExactly(50);
        }
    }

    /** Keeps who was ended, and why. */
    private static final class Ends extends DeafListener {
        private final List<String> ended = new CopyOnWriteArrayList<>();

        @Override
        public void closed(String endpointId, Reason reason) {
            ended.add(endpointId + " " + reason);
        }
    }

    @Test
    void a_client_whose_packets_all_bring_one_out_is_ended_after_a_second_of_them() throws Exception {
        var ends = new Ends();
        try (var studio = Studio.withDefects(codecs(Thrown.RUNTIME_EXCEPTION), ends)) {
            Person ann = studio.enter("ann", studio.offer());
            studio.enter("ben", studio.offer());
            studio.floor(ann);
            for (int i = 0; i < 50; i++) {
                picture(ann, i, DEFECT);
                studio.run(20);
            }
            studio.awaitEvents();
            assertThat(ends.ended).isEmpty();
            picture(ann, 50, DEFECT);
            studio.run(20);

            studio.awaitEvents();
            assertThat(ends.ended).containsExactly(ann.id() + " SERVER_DEFECT");
        }
    }

    @Test
    void a_client_some_of_whose_packets_bring_none_out_goes_on() throws Exception {
        var ends = new Ends();
        try (var studio = Studio.withDefects(codecs(Thrown.RUNTIME_EXCEPTION), ends)) {
            Person ann = studio.enter("ann", studio.offer());
            Person ben = studio.enter("ben", studio.offer());
            studio.floor(ann);
            for (int i = 0; i < 200; i++) {
                picture(ann, i, DEFECT);
                if (i % 20 == 0) {
                    voice(ann, i / 20);
                }
                studio.run(20);
            }

            studio.awaitEvents();
            assertThat(ends.ended).isEmpty();
            assertThat(voices(ben)).hasSize(10);
        }
    }

    @Test
    void one_bad_picture_of_many_packets_ends_nobody() throws Exception {
        var ends = new Ends();
        try (var studio = Studio.withDefects(codecs(Thrown.RUNTIME_EXCEPTION), ends)) {
            Person ann = studio.enter("ann", studio.offer());
            studio.enter("ben", studio.offer());
            studio.floor(ann);
            for (int i = 0; i < 200; i++) {
                picture(ann, i, DEFECT);
            }
            studio.run(20);

            studio.awaitEvents();
            assertThat(studio.count(Count.DROPPED_DEFECT)).isEqualTo(200);
            assertThat(ends.ended).isEmpty();
        }
    }

    @Test
    void a_listener_that_nothing_can_be_sent_to_is_ended_and_no_other() throws Exception {
        var ends = new Ends();
        try (var studio = Studio.withDefects(BuiltInCodecs.all(), ends)) {
            Person ann = studio.enter("ann", studio.offer());
            Person bad = studio.enter("ben", studio.offer());
            Person good = studio.enter("cem", studio.offer());
            studio.floor(ann);
            bad.breaksWay(true);
            for (int i = 0; i < 60; i++) {
                voice(ann, i);
                studio.run(20);
            }

            studio.awaitEvents();
            assertThat(ends.ended).containsExactly(bad.id() + " SERVER_DEFECT");
            assertThat(voices(good)).hasSize(60);
        }
    }

    @Test
    void a_listener_that_something_gets_through_to_goes_on() throws Exception {
        var ends = new Ends();
        try (var studio = Studio.withDefects(BuiltInCodecs.all(), ends)) {
            Person ann = studio.enter("ann", studio.offer());
            Person bad = studio.enter("ben", studio.offer());
            studio.floor(ann);
            for (int i = 0; i < 200; i++) {
                bad.breaksWay(i % 20 != 0);
                voice(ann, i);
                studio.run(20);
            }

            studio.awaitEvents();
            assertThat(ends.ended).isEmpty();
            assertThat(voices(bad)).hasSize(10);
        }
    }

    @Test
    void what_watches_a_client_goes_on_where_it_fails_once() {
        try (var studio = Studio.withDefects(BuiltInCodecs.all())) {
            Person ann = studio.enter("ann", studio.offer());
            studio.enter("ben", studio.offer());
            studio.floor(ann);
            voice(ann, 0);
            studio.run(20);
            assertThat(studio.trackChanges()).isEqualTo(1);

            studio.failOnceTracksChange();
            studio.run(60_000);
            assertThat(studio.count(Count.DEFECTS)).isEqualTo(1);
            assertThat(studio.trackChanges())
                    .as("the end of the track, and that once more")
                    .isEqualTo(3);
        }
    }
}
