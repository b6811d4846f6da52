package org.livechat.netlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A little of the bench, so that it does not rot: one clean run and one with losses, of the distribution as it was built. */
class SliceTest {
    private static final Path BUILT = Path.of("../../distribution/target/livechat");
    private static final int SECONDS = 6;
    private static final Pattern RESTORED = Pattern.compile("(?m)^livechat_media_packets_restored_total (\\S+)$");

    /** What is asked for again over 200 ms comes too late to be heard; over a short way that alone would repair the voice, and nothing is sent twice. */
    private static final String TOO_FAR_TO_ASK = "up:loss=20+rtt=200";

    /** A machine that is busy starting browsers, or with something else, has voice made up that no network lost. */
    private static final int MORE_TRIES = 4;

    @Test
    void a_clean_network_is_heard_and_seen_and_a_bad_one_loses_what_it_is_told_to() throws Exception {
        try (Stage stage = Stage.open(Case.Scene.DOWN, new MovingPicture(320, 240, 20), Map.of());
                Server console = LivechatServer.start("console", BUILT, LivechatPage.CONSOLE);
                LivechatServer plain = LivechatServer.start("plain", BUILT, LivechatPage.PLAIN)) {
            Result clean = run(stage, console, "clean");
            for (int again = 0; again < MORE_TRIES && !isGood(clean.badReception()); again++) {
                clean = run(stage, console, "clean");
            }
            assertThat(clean.badReception()).matches(SliceTest::isGood, "heard and seen; load " + clean.load());
            assertThat(bad(clean).toBrowser().lostPercent()).isZero();

            Result lossy = run(stage, plain, "down:loss=5");
            assertThat(bad(lossy).toBrowser().packets()).isGreaterThan(300);
            assertThat(bad(lossy).toBrowser().lostPercent()).isBetween(1.0, 12.0);
            assertThat(bad(lossy).fromBrowser().lostPercent()).isZero();
            assertThat(lossy.badReception().isHeard()).isTrue();

            assertThat(restored(plain))
                    .as("nobody has lost any of a talker's voice")
                    .isZero();
            for (int tries = 0; tries <= MORE_TRIES && restored(plain) == 0; tries++) {
                run(stage, plain, TOO_FAR_TO_ASK);
            }
            assertThat(restored(plain))
                    .as("the talker's browser sends lost payloads once more")
                    .isPositive();
        }
    }

    private static double restored(LivechatServer server) throws Exception {
        Matcher counter = RESTORED.matcher(server.metrics());
        assertThat(counter.find()).isTrue();
        return Double.parseDouble(counter.group(1));
    }

    private static boolean isGood(Reception heard) {
        return heard.concealedPercent().orElse(100) < 2
                && heard.framesPerSecond().orElse(0) > 12;
    }

    private static Result run(Stage stage, Server server, String name) throws Exception {
        Run.Terms terms = new Run.Terms(BUILT.toString(), SECONDS, "320x240@20", LivechatPage.CONSOLE, Map.of());
        return stage.run(new Run(Case.parse(name), server.name(), 1, 1, terms), server)
                .getFirst();
    }

    private static Result.Person bad(Result result) {
        return result.people().get(result.bad());
    }
}
