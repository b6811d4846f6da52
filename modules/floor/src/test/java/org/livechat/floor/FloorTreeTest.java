package org.livechat.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;
import org.livechat.api.floor.FloorDecision;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorView;

/** A floor that was written down and read back goes on as the one that was not. */
@SuppressWarnings("EnumOrdinal") // any of them will do
class FloorTreeTest {
    private static final List<String> USERS = List.of("ann", "bob \"b\" \\", "cid\n", "안나 \uD83D\uDCFB", "eve");

    /** Remembers who talked, so that states have talk times. */
    private static final class Remembering implements FloorPolicy {
        private final PriorityPolicy judge = new PriorityPolicy();

        @Override
        public String name() {
            return "remembering";
        }

        @Override
        public Duration memory() {
            return Duration.ofMinutes(5);
        }

        @Override
        public FloorDecision judge(FloorRequest request, FloorView floor) {
            return judge.judge(request, floor);
        }

        @Override
        public boolean overtakes(FloorRequest arriving, FloorRequest waiting) {
            return judge.overtakes(arriving, waiting);
        }
    }

    private static FloorInput input(Random random) {
        String user = USERS.get(random.nextInt(USERS.size()));
        return switch (random.nextInt(13)) {
            case 0 ->
                new FloorInput.Join(new FloorParticipant(
                        user,
                        random.nextInt(5) == 0 ? Optional.of("muted") : Optional.empty(),
                        MediaPath.values()[random.nextInt(4)],
                        random.nextInt(256),
                        random.nextInt(256),
                        random.nextBoolean() ? Set.of(FloorIndicator.EMERGENCY, FloorIndicator.BROADCAST) : Set.of(),
                        random.nextBoolean() ? Set.of("dispatcher", "chief") : Set.of()));
            case 1 -> new FloorInput.Leave(user);
            case 2, 3, 4 ->
                new FloorInput.Request(
                        user,
                        random.nextBoolean() ? OptionalInt.of(random.nextInt(256)) : OptionalInt.empty(),
                        FloorIndicator.values()[random.nextInt(4)]);
            case 5 -> new FloorInput.Release(user);
            case 6 -> new FloorInput.Ping(user);
            case 7 ->
                random.nextInt(4) == 0
                        ? new FloorInput.MediaBegun(user)
                        : new FloorInput.MediaPath(user, random.nextInt(4) > 0);
            case 8 -> new FloorInput.MediaStarted(user);
            case 9 -> random.nextBoolean() ? new FloorInput.MediaQuiet(user) : new FloorInput.OperatorRevoke();
            case 10 -> new FloorInput.MediaWithoutFloor(user);
            case 11 -> new FloorInput.ReceiveOnly(user, random.nextBoolean() ? Optional.of("muted") : Optional.empty());
            default ->
                random.nextInt(4) == 0
                        ? new FloorInput.QueueCleared(FloorDenyCause.NO_RESOURCES, "stops")
                        : new FloorInput.Tick();
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_floor_that_was_read_back_decides_the_same(long seed) {
        Random random = new Random(seed);
        FloorSettings settings = seed % 2 == 0 ? FloorSettings.mcptt() : FloorSettings.base();
        FloorMachine machine = new FloorMachine(settings, new Remembering());
        FloorMachine other = new FloorMachine(
                FloorTree.settings(Map.of("settings", FloorTree.of(settings)), "settings"), new Remembering());
        long now = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();
        FloorState state = machine.initial(seed, now);
        for (int i = 0; i < 150; i++) {
            now += random.nextLong(Duration.ofMillis(1500).toNanos());
            FloorInput input = input(random);
            FloorState copy = FloorTree.state(Map.of("state", FloorTree.of(state)), "state");
            assertThat(copy).isEqualTo(state);
            FloorInput again = FloorTree.input(Map.of("input", FloorTree.of(input)), "input");
            assertThat(again).isEqualTo(input);

            FloorStep step = machine.step(state, input, now);
            FloorStep same = other.step(copy, again, now);

            assertThat(same.effects().stream().map(FloorTree::of).toList())
                    .isEqualTo(step.effects().stream().map(FloorTree::of).toList());
            assertThat(same.state()).isEqualTo(step.state());
            state = step.state();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Request | input.userId is null, but has to be a String",
                "Reqest  | input.is is Reqest, but has to be one of the kinds of FloorInput"
            })
    void what_is_no_input_is_named(String kind, String reason) {
        assertThatThrownBy(() -> FloorTree.input(Map.of("input", Map.of("is", kind)), "input"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
    }
}
