package org.livechat.server.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;

/** A sink that fails is let alone, and whoever traces goes on. */
class GuardedSinkTest {
    private static final TraceEvent EVENT =
            TraceEvent.system(0, Optional.empty(), Optional.empty(), "operation", "summary");

    private int asked;

    @Test
    void after_its_first_failure_it_is_told_nothing() {
        var guarded = new GuardedSink("bad", new TraceSink() {
            @Override
            public boolean isActive() {
                return true;
            }

            @Override
            public void publish(TraceEvent event) {
                asked++;
                throw new AssertionError("boom");
            }
        });

        assertThat(guarded.isActive()).isTrue();
        guarded.publish(EVENT);
        guarded.publish(EVENT);
        assertThat(asked).isEqualTo(1);
        assertThat(guarded.isActive()).isFalse();
    }

    @Test
    void one_that_cannot_say_whether_it_is_active_is_not() {
        var guarded = new GuardedSink("bad", new TraceSink() {
            @Override
            public boolean isActive() {
                asked++;
                throw new IllegalStateException("boom");
            }

            @Override
            public void publish(TraceEvent event) {
                throw new IllegalStateException("boom");
            }
        });

        assertThat(guarded.isActive()).isFalse();
        assertThat(guarded.isActive()).isFalse();
        assertThat(asked).isEqualTo(1);
    }
}
