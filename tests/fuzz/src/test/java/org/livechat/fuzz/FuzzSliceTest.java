package org.livechat.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A little of the fuzzing with every build, from the same seed each time, so that a broken target is noticed. */
class FuzzSliceTest {
    private static final int SEED = 1;
    private static final long INPUTS = 5_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Target.class)
    void nothing_breaks_a_parser(Target target) throws Exception {
        Fuzzing.Result result = new Fuzzing(target, SEED, folder).inputs(INPUTS);

        assertThat(result.isSound()).as(result.said()).isTrue();
        assertThat(result.executions()).isGreaterThanOrEqualTo(INPUTS);
    }
}
