package org.livechat.plugin.talkbudget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.livechat.api.FloorIndicator;
import org.livechat.floor.FloorInput;
import org.livechat.floor.FloorMachine;
import org.livechat.floor.FloorParticipant;
import org.livechat.floor.FloorSettings;
import org.livechat.floor.FloorState;
import org.livechat.floor.FloorStep;
import org.livechat.floor.MediaPath;
import org.livechat.floor.QueuedRequest;

/** The conversation of the README, in virtual time. */
class ConversationTest {
    private static final FloorSettings SETTINGS = FloorSettings.base().withPing(Duration.ofMinutes(1));

    private final FloorMachine machine = new FloorMachine(SETTINGS, new TalkBudgetPolicy());
    private FloorState state = machine.initial(1, 0);

    @Test
    void who_talked_for_more_than_a_minute_waits_until_it_is_ten_minutes_ago() {
        List.of("ann", "ben", "cem").forEach(user -> at(0, join(user)));

        burst("ann", 0, 25);
        burst("ann", 30, 55);
        burst("ann", 60, 75);
        at(80, request("ben"));
        at(82, request("ann"));
        assertThat(waiting()).containsExactly("ann");
        at(85, request("cem"));
        assertThat(waiting()).containsExactly("cem", "ann");

        at(90, new FloorInput.Release("ben"));
        assertThat(state.holder()).hasValue("cem");
        at(95, new FloorInput.Release("cem"));
        assertThat(state.holder()).hasValue("ann");
        at(96, request("ben"));
        assertThat(state.holder()).hasValue("ann");
        at(100, new FloorInput.Release("ann"));
        at(105, new FloorInput.Release("ben"));

        // Of her 70 seconds the first 25 are more than ten minutes ago.
        at(625, request("ben"));
        at(626, request("ann"));
        at(627, request("cem"));
        assertThat(waiting()).containsExactly("ann", "cem");
    }

    @Test
    void leaving_and_coming_back_gives_no_new_budget() {
        List.of("ann", "ben", "cem").forEach(user -> at(0, join(user)));
        burst("ann", 0, 29);
        burst("ann", 30, 59);
        burst("ann", 60, 65);
        at(66, new FloorInput.Leave("ann"));
        at(67, join("ann"));

        at(80, request("ben"));
        at(82, request("ann"));
        at(85, request("cem"));
        assertThat(waiting()).containsExactly("cem", "ann");
    }

    private void burst(String userId, int fromSeconds, int untilSeconds) {
        at(fromSeconds, request(userId));
        at(untilSeconds, new FloorInput.Release(userId));
    }

    private void at(int seconds, FloorInput input) {
        FloorStep step = machine.step(state, input, Duration.ofSeconds(seconds).toNanos());
        state = step.state();
    }

    private List<String> waiting() {
        return state.queue().stream().map(QueuedRequest::userId).toList();
    }

    private static FloorInput request(String userId) {
        return new FloorInput.Request(userId, OptionalInt.empty(), FloorIndicator.NORMAL);
    }

    private static FloorInput join(String userId) {
        return new FloorInput.Join(new FloorParticipant(userId, false, MediaPath.NONE, 100, 255, Set.of(), Set.of()));
    }
}
