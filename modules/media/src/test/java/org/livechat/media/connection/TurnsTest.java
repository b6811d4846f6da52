package org.livechat.media.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livechat.rtc.dtls.Turn;

class TurnsTest {
    private final Turns turns = new Turns(1);
    private final LinkedBlockingQueue<String> served = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void end() {
        threads.forEach(Thread::interrupt);
    }

    @Test
    void crowd_of_one_address_lets_somebody_elsewhere_go_before_most_of_it() throws Exception {
        var order = orderOf(20, number -> new Applicant("crowd-" + number, 1), new Applicant("other", 2));

        assertThat(order.indexOf("other")).isLessThanOrEqualTo(1);
    }

    @Test
    void crowd_of_one_user_lets_another_go_before_most_of_it() throws Exception {
        var order = orderOf(20, number -> new Applicant("crowd", number), new Applicant("other", 100));

        assertThat(order.indexOf("other")).isLessThanOrEqualTo(1);
    }

    @Test
    void who_has_begun_goes_on_before_those_who_began_later() throws Exception {
        Turn begun = turns.begin(new Applicant("begun", 1));
        begun.take();
        Turn other = turns.begin(new Applicant("other", 2));
        begun.giveBack();
        other.take();
        queue("later", new Applicant("later", 3));
        queue("begun", begun);
        other.giveBack();

        assertThat(List.of(served.take(), served.take())).containsExactly("begun", "later");
    }

    @Test
    void who_is_interrupted_while_it_waits_keeps_nobody_from_going() throws Exception {
        Turn first = turns.begin(new Applicant("first", 1));
        first.take();
        queue("gone", new Applicant("gone", 2));
        queue("stays", new Applicant("stays", 3));
        threads.getFirst().interrupt();
        threads.getFirst().join();
        first.giveBack();

        assertThat(served.take()).isEqualTo("stays");
        assertThat(served).isEmpty();
    }

    private interface Crowd {
        Applicant member(int number);
    }

    /** In which order they are served who have begun while one computed: a crowd, and somebody behind it. */
    private List<String> orderOf(int size, Crowd crowd, Applicant last) throws Exception {
        Turn first = turns.begin(new Applicant("first", 0));
        first.take();
        for (int i = 0; i < size; i++) {
            queue("crowd", crowd.member(i + 10));
        }
        queue("other", last);
        first.giveBack();
        List<String> order = new ArrayList<>();
        for (int i = 0; i <= size; i++) {
            order.add(served.take());
        }
        return order;
    }

    private void queue(String name, Applicant applicant) {
        queue(name, turns.begin(applicant));
    }

    private void queue(String name, Turn turn) {
        int before = turns.waiting();
        threads.add(Thread.ofVirtual().start(() -> {
            try {
                turn.take();
                served.add(name);
                turn.giveBack();
            } catch (InterruptedException goesAway) {
                Thread.currentThread().interrupt();
            }
        }));
        while (turns.waiting() == before) {
            Thread.onSpinWait();
        }
    }
}
