package org.livechat.media.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.livechat.api.transport.DatagramHandler;
import org.livechat.api.transport.PeerAddress;
import org.livechat.media.counter.Defects;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.port.UnpluggedPort;

class AgendaTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Agenda agenda = new Agenda(new UnpluggedPort() {
        @Override
        public int receive(DatagramHandler handler, int limit) {
            return 0;
        }

        @Override
        public void commit(int length, PeerAddress destination) {
            throw new AssertionError("nothing is sent here");
        }
    });

    private final MediaCounters counters = new MediaCounters();
    private final Defects defects = new Defects(counters);
    private final List<String> done = new ArrayList<>();

    @Test
    void a_command_or_a_timer_that_fails_keeps_nothing_else_from_being_done() {
        agenda.begin(0);
        agenda.after(1, () -> done.add("first timer"));
        agenda.after(2, () -> {
            throw new IllegalStateException("a defect of the test's");
        });
        agenda.after(3, () -> done.add("third timer"));
        agenda.submit(() -> done.add("first command"));
        agenda.submit(() -> {
            throw new StackOverflowError();
        });
        agenda.submit(() -> done.add("third command"));

        agenda.begin(10);
        assertThat(agenda.run(defects)).isEqualTo(6);
        assertThat(done).containsExactly("first command", "third command", "first timer", "third timer");
        assertThat(counters.get(MediaCounters.Count.DEFECTS)).isEqualTo(2);
        assertThat(agenda.run(defects)).isZero();
    }

    @Test
    void what_is_insisted_on_is_done_again_until_it_does_not_fail() {
        AtomicInteger failures = new AtomicInteger(3);
        agenda.begin(0);
        agenda.insist(SECOND, () -> {
            done.add("try");
            if (failures.getAndDecrement() > 0) {
                throw new AssertionError("a defect of the test's");
            }
        });

        for (int second = 1; second <= 4; second++) {
            agenda.begin(second * SECOND - 1);
            assertThat(agenda.run(defects)).isZero();
            agenda.begin(second * SECOND);
            assertThat(agenda.run(defects)).isEqualTo(1);
        }
        agenda.begin(10 * SECOND);
        assertThat(agenda.run(defects)).isZero();
        assertThat(done).hasSize(4);
        assertThat(counters.get(MediaCounters.Count.DEFECTS)).isEqualTo(3);
    }

    @Test
    void what_fails_at_once_keeps_the_worker_from_nothing_else() {
        agenda.begin(0);
        agenda.insist(0, () -> {
            throw new IllegalStateException("a defect of the test's");
        });

        for (int millis = 0; millis < 1000; millis++) {
            agenda.begin(millis * SECOND / 1000);
            agenda.run(defects);
        }
        assertThat(counters.get(MediaCounters.Count.DEFECTS)).isEqualTo(10);
    }
}
