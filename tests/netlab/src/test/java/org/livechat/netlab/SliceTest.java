package org.livechat.netlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A little of the bench, so that it does not rot: one clean run and one with losses, of the distribution as it was built. */
class SliceTest {
    private static final Path BUILT = Path.of("../../distribution/target/livechat");
    private static final int SECONDS = 6;

    /** A machine that is busy starting browsers, or with something else, has voice made up that no network lost. */
    private static final int MORE_TRIES = 4;

    @Test
    void a_clean_network_is_heard_and_seen_and_a_bad_one_loses_what_it_is_told_to() throws Exception {
        try (Stage stage = Stage.open(Case.Scene.DOWN, new MovingPicture(320, 240, 20), Map.of());
                Server server = LivechatServer.start("built", BUILT)) {
            Result clean = run(stage, server, "clean");
            for (int again = 0; again < MORE_TRIES && !isGood(clean.badReception()); again++) {
                clean = run(stage, server, "clean");
            }
            assertThat(clean.badReception()).matches(SliceTest::isGood, "heard and seen; load " + clean.load());
            assertThat(bad(clean).toBrowser().lostPercent()).isZero();

            Result lossy = run(stage, server, "down:loss=5");
            assertThat(bad(lossy).toBrowser().packets()).isGreaterThan(300);
            assertThat(bad(lossy).toBrowser().lostPercent()).isBetween(1.0, 12.0);
            assertThat(bad(lossy).fromBrowser().lostPercent()).isZero();
            assertThat(lossy.badReception().isHeard()).isTrue();
        }
    }

    private static boolean isGood(Reception heard) {
        return heard.concealedPercent().orElse(100) < 2
                && heard.framesPerSecond().orElse(0) > 12;
    }

    private static Result run(Stage stage, Server server, String name) throws Exception {
        Run.Terms terms = new Run.Terms(BUILT.toString(), SECONDS, "320x240@20", Map.of());
        return stage.run(new Run(Case.parse(name), server.name(), 1, 1, terms), server)
                .getFirst();
    }

    private static Result.Person bad(Result result) {
        return result.people().get(result.bad());
    }
}
