package org.livechat.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.livechat.api.part.PartFailed;
import org.livechat.server.provider.Reason;

/** What a plug-in's code does is waited for, but not for ever. */
class PatienceTest {
    private static final Patience LONG = new Patience(Duration.ofMinutes(1));
    private static final Patience NONE = new Patience(Duration.ofMillis(1));

    @Test
    void an_answer_and_a_failure_are_the_works_own() {
        assertThat(LONG.await("create()", () -> 7, _ -> {})).isEqualTo(7);
        var thrown = new IllegalArgumentException("no clock");
        assertThatThrownBy(() -> LONG.await(
                        "create()",
                        () -> {
                            throw thrown;
                        },
                        _ -> {}))
                .isSameAs(thrown);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void whatever_else_is_thrown_is_an_exception_that_can_be_told_and_logged(Error thrown, String reason) {
        RuntimeException failure = (RuntimeException) catchThrowable(() -> LONG.await(
                "create()",
                () -> {
                    throw thrown;
                },
                _ -> {}));
        assertThat(Reason.of(failure)).isEqualTo(reason);
        assertThat(Reason.loggable(failure).toString()).isNotEmpty();
        assertThat(Reason.loggable(failure).getStackTrace()).isEqualTo(thrown.getStackTrace());
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(new AssertionError("boom"), "java.lang.AssertionError: boom"),
                Arguments.of(new OutOfMemoryError("none"), "java.lang.OutOfMemoryError: none"),
                Arguments.of(new Hostile(), Hostile.class.getName() + ", which fails when it is asked for its text"),
                Arguments.of(
                        new ExceptionInInitializerError(new Hostile()),
                        "a static initializer failed: " + Hostile.class.getName()
                                + ", which fails when it is asked for its text"));
    }

    private static final class Hostile extends Error {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no");
        }
    }

    @Test
    void what_does_not_come_is_named_with_its_method_interrupted_and_given_away_when_it_comes_late() throws Exception {
        var gate = new CountDownLatch(1);
        var interrupted = new CompletableFuture<Boolean>();
        var late = new CompletableFuture<String>();
        assertThatThrownBy(() -> NONE.await("create() of acme.P", () -> stubborn(gate, interrupted), late::complete))
                .isInstanceOf(PartFailed.class)
                .hasMessageStartingWith("create() of acme.P did not return within 0 s");
        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
        gate.countDown();
        assertThat(late.get(10, TimeUnit.SECONDS)).isEqualTo("made");
    }

    private static String stubborn(CountDownLatch gate, CompletableFuture<Boolean> interrupted) {
        while (true) {
            try {
                gate.await();
                return "made";
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        }
    }
}
