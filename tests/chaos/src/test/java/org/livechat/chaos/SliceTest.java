package org.livechat.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A little of the chaos with every build; {@code -Dlivechat.seed} repeats a run. */
class SliceTest {
    private static final Path BUILT = Path.of("../../distribution/target/livechat");

    @Test
    void every_rule_holds_and_nothing_is_left_over() throws Exception {
        long seed = Long.getLong("livechat.seed", System.nanoTime());
        var chaos = new Chaos(Profile.slice(), seed, BUILT, System.out);

        assertThat(chaos.run()).as("seed %d", seed).isEmpty();
        assertThat(chaos.figures().of("floor requests granted")).isPositive();
        assertThat(chaos.figures().of("frames heard")).isPositive();
        assertThat(chaos.figures().of("accounts of floors compared")).isPositive();
    }
}
