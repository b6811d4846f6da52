package org.livechat.server.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.livechat.api.FloorIndicator;
import org.livechat.api.part.PartFailed;
import org.livechat.api.recording.BurstTape;
import org.livechat.api.recording.Recorder;

class GuardedRecorderTest {
    private static final Recorder.Talk TALK = new Recorder.Talk("CH_0001", "ann", FloorIndicator.NORMAL);

    private int asked;
    private boolean begins;
    private boolean works;

    private final Recorder recorder = new GuardedRecorder("recorder of a plug-in", new Recorder() {
        @Override
        public BurstTape begin(Talk talk) {
            if (!begins) {
                throw broken();
            }
            return new BurstTape() {
                @Override
                public void packet(
                        String codec, int ssrc, int sequence, int stamp, byte[] from, int at, int length, long now) {
                    if (!works) {
                        throw broken();
                    }
                }

                @Override
                public void end() {
                    if (!works) {
                        throw broken();
                    }
                }
            };
        }

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> file(String id) {
            throw broken();
        }

        @Override
        public Verdict verify(long after) {
            throw new PartFailed("no register");
        }
    });

    @Test
    void one_that_cannot_begin_leaves_a_tape_that_takes_nothing() {
        say(recorder.begin(TALK));
        assertThat(asked).isEqualTo(1);
        assertThat(recorder.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("begin()", "broken"));
    }

    @Test
    void a_tape_that_fails_is_asked_once() {
        begins = true;
        BurstTape tape = recorder.begin(TALK);
        say(tape);
        say(tape);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void one_that_records_again_is_no_problem_any_longer() {
        begins = true;
        say(recorder.begin(TALK));
        assertThat(recorder.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("packet()", "broken"));
        works = true;
        say(recorder.begin(TALK));
        assertThat(recorder.problem()).isEmpty();
    }

    @Test
    void who_asks_is_told() {
        assertThatThrownBy(() -> recorder.file("1")).isInstanceOf(PartFailed.class);
        assertThatThrownBy(() -> recorder.verify(0))
                .isInstanceOf(PartFailed.class)
                .hasMessage("no register");
    }

    private static void say(BurstTape tape) {
        tape.packet("opus", 1, 1, 1, new byte[1], 0, 1, 0);
        tape.end();
    }

    private IllegalStateException broken() {
        asked++;
        return new IllegalStateException("broken");
    }
}
