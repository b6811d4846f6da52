package org.livechat.media.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.livechat.api.transport.DatagramHandler;
import org.livechat.api.transport.PeerAddress;
import org.livechat.media.counter.Defects;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.port.UnpluggedPort;

class AgendaTest {
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
}
