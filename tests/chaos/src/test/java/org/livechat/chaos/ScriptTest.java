package org.livechat.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScriptTest {
    @Test
    void the_same_seed_has_everyone_do_the_same_and_nobody_do_what_another_does() {
        assertThat(steps(7, 1)).isEqualTo(steps(7, 1));
        assertThat(steps(7, 1)).isNotEqualTo(steps(7, 2)).isNotEqualTo(steps(8, 1));
    }

    @Test
    void part_of_an_account_is_what_one_saw_while_one_was_there() {
        List<String> whole = List.of("", "ann", "ben", "", "cid", "");
        assertThat(Channel.isPart(List.of("ben", "", "cid"), whole, false)).isTrue();
        assertThat(Channel.isPart(List.of(), whole, false)).isTrue();
        assertThat(Channel.isPart(List.of("ann", ""), whole, false)).isFalse();
        assertThat(Channel.isPart(List.of("cid", "", "ann"), whole, false)).isFalse();
        assertThat(Channel.isPart(List.of("cid", "", "ann"), whole, true)).isTrue();
        assertThat(Channel.isPart(List.of("dan", "ann"), whole, true)).isFalse();
    }

    private static List<String> steps(long seed, int number) {
        var script = new Script(seed, number, Duration.ofSeconds(1));
        return IntStream.range(0, 50)
                .mapToObj(_ -> script.next())
                .map(step ->
                        step.act() + " " + step.pause() + " " + step.choices().nextLong())
                .toList();
    }
}
