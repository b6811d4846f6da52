package org.livechat.floor.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.livechat.api.FloorIndicator;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorTalker;
import org.livechat.api.floor.FloorView;
import org.livechat.floor.FloorSettings;

/**
 * What every floor policy has to pass. A test class implements it and adds tests of its own judgement:
 *
 * <pre>{@code
 * class MyPolicyTest implements FloorPolicyContract {
 *     public FloorPolicy policy() {
 *         return new MyPolicy();
 *     }
 * }
 * }</pre>
 */
public interface FloorPolicyContract {
    /** How many random histories each profile is run through, unless {@code -Dfloor.schedules} says otherwise. */
    int SCHEDULES = 1000;

    /** The policy under test. */
    FloorPolicy policy();

    @Test
    default void its_name_can_stand_in_a_configuration() {
        assertTrue(
                Pattern.matches("[a-z][a-z0-9-]{0,31}", policy().name()),
                () -> "'" + policy().name() + "' has to be 1 to 32 lower-case letters, digits and hyphens");
        assertEquals(policy().name(), policy().name());
    }

    @Test
    default void it_answers_the_same_question_alike() {
        FloorRequest ann = new FloorRequest("ann", 100, FloorIndicator.NORMAL, Set.of());
        Duration talked = policy().memory().dividedBy(2);
        FloorRequest bob = new FloorRequest("bob", 200, FloorIndicator.EMERGENCY, Set.of("dispatcher"), talked);
        FloorView idle = new FloorView(Optional.empty(), List.of(), 2);
        FloorView taken =
                new FloorView(Optional.of(new FloorTalker(ann, Duration.ofSeconds(3), false)), List.of(ann, bob), 3);
        assertEquals(policy().judge(bob, idle), policy().judge(bob, idle));
        assertEquals(policy().judge(bob, taken), policy().judge(bob, taken));
        assertEquals(policy().overtakes(bob, ann), policy().overtakes(bob, ann));
        assertEquals(policy().next(List.of(ann, bob)), policy().next(List.of(ann, bob)));
        Duration limit = Duration.ofSeconds(30);
        assertEquals(policy().duration(bob, limit), policy().duration(bob, limit));
    }

    @Test
    default void its_memory_is_at_most_a_day_and_always_the_same() {
        Duration memory = policy().memory();
        assertTrue(
                !memory.isNegative() && memory.compareTo(Duration.ofHours(24)) <= 0,
                () -> "a memory of " + memory + " has to be zero to 24 hours");
        assertEquals(memory, policy().memory());
    }

    @Test
    default void nobody_overtakes_one_who_asked_for_the_same_earlier() {
        for (FloorIndicator indicator : FloorIndicator.values()) {
            FloorRequest earlier = new FloorRequest("ann", 100, indicator, Set.of());
            FloorRequest later = new FloorRequest("bob", 100, indicator, Set.of());
            assertTrue(!policy().overtakes(later, earlier), () -> indicator + " overtakes " + indicator);
        }
    }

    @Test
    default void the_floor_keeps_its_invariants_in_the_base_profile() {
        FloorSchedules.holdInvariants(FloorSettings.base(), policy(), SCHEDULES);
    }

    @Test
    default void the_floor_keeps_its_invariants_in_the_mcptt_profile() {
        FloorSchedules.holdInvariants(FloorSettings.mcptt(), policy(), SCHEDULES);
    }

    @Test
    default void the_floor_keeps_its_invariants_in_the_cut_in_profile() {
        FloorSchedules.holdInvariants(FloorSettings.cutIn(), policy(), SCHEDULES);
    }
}
