package org.livechat.media.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.livechat.api.FloorIndicator;
import org.livechat.api.recording.BurstTape;
import org.livechat.api.recording.Recorder;
import org.livechat.media.inbound.Talker;
import org.livechat.media.peer.Peer;

/** A tape a burst, which is as urgent as its talker has said last. */
class TapesTest {
    private static final Optional<FloorIndicator> NORMAL = Optional.of(FloorIndicator.NORMAL);
    private static final Optional<FloorIndicator> EMERGENCY = Optional.of(FloorIndicator.EMERGENCY);

    private final List<String> told = new ArrayList<>();
    private final Tapes tapes = new Tapes("CH_0001", Optional.of(new Listed()));
    private final Talker ann = new Talker(new Peer("1", "ann"));
    private final Talker ben = new Talker(new Peer("2", "ben"));

    @Test
    void a_talker_that_stays_keeps_its_tape_and_raises_it() {
        BurstTape first = tapes.of(List.of(ann), NORMAL).get(ann);
        assertThat(tapes.of(List.of(ann), EMERGENCY)).containsEntry(ann, first);
        assertThat(told).containsExactly("ann begins NORMAL", "ann EMERGENCY");
    }

    @Test
    void who_is_cut_off_by_an_emergency_has_none_on_the_tape() {
        tapes.of(List.of(ann), NORMAL);
        tapes.of(List.of(ann, ben), EMERGENCY);
        assertThat(told).containsExactly("ann begins NORMAL", "ben begins EMERGENCY");

        tapes.of(List.of(ben), EMERGENCY);
        tapes.endOthers(List.of(ben));
        assertThat(told).endsWith("ben EMERGENCY", "ann ends");
    }

    @Test
    void nobody_is_recorded_where_nothing_is_to_be() {
        assertThat(tapes.of(List.of(ann), Optional.empty())).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void all_end_with_the_channel() {
        tapes.of(List.of(ann), NORMAL);
        tapes.end();
        tapes.end();
        assertThat(told).containsExactly("ann begins NORMAL", "ann ends");
    }

    /** Notes what its tapes are told. */
    private final class Listed implements Recorder {
        @Override
        public BurstTape begin(Talk talk) {
            told.add(talk.userId() + " begins " + talk.indicator());
            return new BurstTape() {
                @Override
                public void packet(
                        String codec,
                        int ssrc,
                        int sequence,
                        int timestamp,
                        byte[] buffer,
                        int offset,
                        int length,
                        long nowNanos) {
                    throw new AssertionError("nobody speaks");
                }

                @Override
                public void raise(FloorIndicator indicator) {
                    told.add(talk.userId() + " " + indicator);
                }

                @Override
                public void end() {
                    told.add(talk.userId() + " ends");
                }
            };
        }

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> file(String id) {
            return Optional.empty();
        }

        @Override
        public Verdict verify(long after) {
            throw new UnsupportedOperationException();
        }
    }
}
