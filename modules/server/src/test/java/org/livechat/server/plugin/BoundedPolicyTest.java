package org.livechat.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;
import org.livechat.api.floor.FloorDecision;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorView;
import org.livechat.floor.PriorityPolicy;

class BoundedPolicyTest {
    private static final FloorRequest ANN = new FloorRequest("ann", 1, FloorIndicator.NORMAL, Set.of());
    private static final FloorView IDLE = new FloorView(Optional.empty(), List.of(), 2);

    private static final Duration MEMORY = Duration.ofMinutes(10);
    private static final Duration TURN = Duration.ofMillis(50);

    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
    }

    @Test
    void answers_and_exceptions_pass() {
        assertThat(bounded(FloorDecision::queue).judge(ANN, IDLE)).isEqualTo(FloorDecision.queue());
        var failing = bounded(() -> {
            throw new UnsupportedOperationException("never");
        });
        assertThatThrownBy(() -> failing.judge(ANN, IDLE))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("never");
        assertThatThrownBy(() -> bounded(() -> {
                            throw new StackOverflowError();
                        })
                        .judge(ANN, IDLE))
                .isInstanceOf(RuntimeException.class)
                .hasMessage("java.lang.StackOverflowError");
    }

    @Test
    void what_a_client_is_told_is_a_line_and_not_a_book() {
        String book = "no\n".repeat(1_000_000);
        assertThat(bounded(() -> FloorDecision.deny(FloorDenyCause.OTHER, book)).judge(ANN, IDLE))
                .isInstanceOfSatisfying(FloorDecision.Deny.class, denied -> {
                    assertThat(denied.cause()).isEqualTo(FloorDenyCause.OTHER);
                    assertThat(denied.reason()).startsWith("no no ").hasSizeLessThan(600);
                });
    }

    @Test
    void a_policy_that_hangs_is_not_waited_for() {
        var hanging = bounded(this::hang);
        long start = System.nanoTime();
        assertThatThrownBy(() -> hanging.judge(ANN, IDLE)).hasMessage("it took longer than 100 ms");
        // Far below the time that the policy takes, far above what a busy machine adds.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void after_three_delays_the_fallback_judges() {
        var asked = new AtomicInteger();
        var hanging = bounded(() -> {
            asked.incrementAndGet();
            return hang();
        });
        for (int i = 0; i < BoundedPolicy.MOST_DELAYS; i++) {
            assertThatThrownBy(() -> hanging.judge(ANN, IDLE)).hasMessage("it took longer than 100 ms");
        }
        assertThat(hanging.judge(ANN, IDLE)).isEqualTo(FloorDecision.grant());
        assertThat(hanging.name()).isEqualTo("slow");
        assertThat(asked.get()).isLessThanOrEqualTo(BoundedPolicy.MOST_DELAYS);
    }

    @Test
    void it_goes_on_after_a_single_delay() {
        var asked = new AtomicInteger();
        var once = bounded(() -> asked.incrementAndGet() == 1 ? hang() : FloorDecision.queue());
        assertThatThrownBy(() -> once.judge(ANN, IDLE)).hasMessage("it took longer than 100 ms");
        assertThat(once.judge(ANN, IDLE)).isEqualTo(FloorDecision.queue());
    }

    @Test
    void a_policy_that_is_busy_for_ever_is_not_waited_for() {
        var busyThread = new AtomicLong();
        var busy = bounded(() -> {
            busyThread.set(Thread.currentThread().threadId());
            while (released.getCount() > 0) {
                Thread.onSpinWait();
            }
            return FloorDecision.grant();
        });
        assertThatThrownBy(() -> busy.judge(ANN, IDLE)).hasMessage("it took longer than 100 ms");
        long ranNanos = ManagementFactory.getThreadMXBean().getThreadCpuTime(busyThread.get());
        assertThat(Duration.ofNanos(ranNanos))
                .as("what it was let run for before it was given up")
                .isLessThan(PolicyQuestion.MOST_PATIENCE.dividedBy(2));
    }

    @Test
    void what_a_policy_waits_for_its_turn_to_run_is_no_fault_of_it() throws Exception {
        var question = new PolicyQuestion<>(() -> "an answer");
        Thread asks = Thread.currentThread();
        Thread.ofPlatform().start(() -> {
            long begin = System.nanoTime();
            // The machine lets it run only now.
            while (asks.getState() != Thread.State.TIMED_WAITING || System.nanoTime() - begin < TURN.toNanos()) {
                LockSupport.parkNanos(1_000_000);
            }
            question.run();
        });
        assertThat(question.await(Duration.ofMillis(1))).isEqualTo("an answer");
    }

    @Test
    void its_memory_is_that_of_the_policy() {
        assertThat(bounded(FloorDecision::queue).memory()).isEqualTo(MEMORY);
    }

    private FloorDecision hang() {
        boolean interrupted = true;
        while (interrupted) {
            try {
                released.await();
                interrupted = false;
            } catch (InterruptedException e) {
                // A policy that loops does not notice interrupts either.
                interrupted = true;
            }
        }
        return FloorDecision.grant();
    }

    private interface Judgement {
        FloorDecision judge();
    }

    private static BoundedPolicy bounded(Judgement judgement) {
        return new BoundedPolicy(
                "slow",
                new FloorPolicy() {
                    @Override
                    public String name() {
                        return "other";
                    }

                    @Override
                    public Duration memory() {
                        return MEMORY;
                    }

                    @Override
                    public FloorDecision judge(FloorRequest request, FloorView floor) {
                        return judgement.judge();
                    }
                },
                new PriorityPolicy());
    }
}
