package org.livechat.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.floor.Scene.denied;
import static org.livechat.floor.Scene.granted;
import static org.livechat.floor.Scene.position;
import static org.livechat.floor.Scene.taken;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;
import org.livechat.api.floor.FloorDecision;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorView;

/** A policy that fails is reported, its request is denied with cause 2, and the channel goes on. */
class PolicyFailureTest {
    private static final FloorEffect DENIED = denied("bob", FloorDenyCause.INTERNAL_ERROR, "the floor policy failed");

    @Test
    void one_that_throws_is_reported_with_its_name_and_what_it_threw() {
        IllegalStateException thrown = new IllegalStateException("broken");
        Scene scene = Scene.of(
                FloorSettings.base(),
                judging((request, floor) -> {
                    throw thrown;
                }),
                "bob");

        assertThat(scene.request("bob"))
                .containsExactly(
                        new FloorEffect.PolicyFailed(
                                "test", "judge threw java.lang.IllegalStateException: broken", Optional.of(thrown)),
                        DENIED);
        assertThat(scene.state().phase()).isEqualTo(FloorPhase.IDLE);
    }

    @Test
    void one_that_was_built_against_something_else_is_survived() {
        Scene scene = Scene.of(
                FloorSettings.base(),
                judging((request, floor) -> {
                    throw new NoSuchMethodError("gone");
                }),
                "bob");
        assertThat(scene.request("bob")).contains(DENIED);
    }

    @Test
    void null_is_no_decision() {
        Scene scene = Scene.of(FloorSettings.base(), judging((request, floor) -> null), "bob");
        assertThat(scene.request("bob")).containsExactly(failed("judge returned null"), DENIED);
    }

    @Test
    void a_taken_floor_cannot_be_granted() {
        Scene scene = Scene.of(FloorSettings.base(), judging((request, floor) -> FloorDecision.grant()), "ann", "bob");
        assertThat(scene.request("ann")).contains(granted("ann", 30_000));
        assertThat(scene.request("bob")).containsExactly(failed("judge granted a floor that is taken"), DENIED);
        assertThat(scene.state().holder()).hasValue("ann");
    }

    @Test
    void nobody_can_wait_for_an_idle_floor() {
        Scene scene = Scene.of(FloorSettings.base(), judging((request, floor) -> FloorDecision.queue()), "bob");
        assertThat(scene.request("bob")).containsExactly(failed("judge queued for a floor that is idle"), DENIED);
    }

    @Test
    void a_choice_that_is_not_in_the_queue_becomes_the_head() {
        Scene scene = Scene.of(
                FloorSettings.base(),
                new Waiting() {
                    @Override
                    public FloorRequest next(List<FloorRequest> queue) {
                        return new FloorRequest("zoe", 1, FloorIndicator.NORMAL, Set.of());
                    }
                },
                "ann",
                "bob");
        scene.request("ann");
        scene.request("bob");
        assertThat(scene.release("ann"))
                .containsExactly(
                        failed("next chose zoe, who is not in the queue"), granted("bob", 30_000), taken("bob"));
    }

    @Test
    void a_policy_may_choose_anyone_who_waits() {
        Scene scene = Scene.of(
                FloorSettings.base(),
                new Waiting() {
                    @Override
                    public FloorRequest next(List<FloorRequest> queue) {
                        return queue.getLast();
                    }
                },
                "ann",
                "bob",
                "cid",
                "dee");
        scene.request("ann");
        scene.request("bob");
        scene.request("cid");
        scene.request("dee");
        assertThat(scene.release("ann")).containsExactly(granted("dee", 30_000), taken("dee"));
        assertThat(scene.request("bob")).containsExactly(position("bob", 1, 2));
    }

    @Test
    void a_duration_may_be_shorter_than_t2_but_never_longer_nor_nothing() {
        assertThat(grantLasting(Duration.ofSeconds(5))).containsExactly(granted("ann", 5000), taken("ann"));
        assertThat(grantLasting(Duration.ofDays(5))).containsExactly(granted("ann", 30_000), taken("ann"));
        assertThat(grantLasting(Duration.ZERO))
                .containsExactly(failed("duration was PT0S"), granted("ann", 30_000), taken("ann"));
    }

    private static List<FloorEffect> grantLasting(Duration duration) {
        return Scene.of(
                        FloorSettings.base(),
                        new Waiting() {
                            @Override
                            public Duration duration(FloorRequest talker, Duration limit) {
                                return duration;
                            }
                        },
                        "ann")
                .request("ann");
    }

    @Test
    void one_that_fails_to_order_the_queue_leaves_it_as_it_was() {
        Scene scene = Scene.of(
                FloorSettings.base(),
                new Waiting() {
                    @Override
                    public boolean overtakes(FloorRequest arriving, FloorRequest waiting) {
                        throw new IllegalStateException("broken");
                    }
                },
                "ann",
                "cid",
                "bob");
        scene.request("ann");
        scene.request("cid");
        assertThat(scene.request("bob")).hasSize(2).endsWith(DENIED);
        assertThat(scene.state().queue()).extracting(QueuedRequest::userId).containsExactly("cid");
    }

    @Test
    void a_memory_that_makes_no_sense_is_none_and_reported_with_each_judgement() {
        assertThat(requestWithMemory(() -> null)).startsWith(failed("memory returned null"));
        assertThat(requestWithMemory(() -> Duration.ofSeconds(-1)))
                .containsExactly(failed("memory was PT-1S"), granted("ann", 30_000), taken("ann"));
        IllegalStateException thrown = new IllegalStateException("broken");
        assertThat(requestWithMemory(() -> {
                    throw thrown;
                }))
                .startsWith(new FloorEffect.PolicyFailed(
                        "test", "memory threw java.lang.IllegalStateException: broken", Optional.of(thrown)));
    }

    @Test
    void a_memory_is_cut_to_a_day_and_asked_for_once() {
        AtomicInteger asked = new AtomicInteger();
        FloorPolicy elephant = remembering(() -> {
            asked.incrementAndGet();
            return Duration.ofDays(1000);
        });
        assertThat(new GuardedPolicy(elephant).memory()).isEqualTo(Duration.ofHours(24));
        asked.set(0);
        Scene.of(FloorSettings.base(), elephant, "ann", "bob").request("ann");
        assertThat(asked).hasValue(1);
    }

    private static List<FloorEffect> requestWithMemory(Supplier<Duration> memory) {
        return Scene.of(FloorSettings.base(), remembering(memory), "ann").request("ann");
    }

    private static FloorPolicy remembering(Supplier<Duration> memory) {
        return new Waiting() {
            @Override
            public Duration memory() {
                return memory.get();
            }
        };
    }

    private static FloorEffect failed(String problem) {
        return new FloorEffect.PolicyFailed("test", problem, Optional.empty());
    }

    private static FloorPolicy judging(BiFunction<FloorRequest, FloorView, FloorDecision> judge) {
        return new Waiting() {
            @Override
            public FloorDecision judge(FloorRequest request, FloorView floor) {
                return judge.apply(request, floor);
            }
        };
    }

    /** Grants an idle floor and queues for a taken one. */
    private static class Waiting implements FloorPolicy {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public FloorDecision judge(FloorRequest request, FloorView floor) {
            return floor.talker().isEmpty() ? FloorDecision.grant() : FloorDecision.queue();
        }
    }
}
