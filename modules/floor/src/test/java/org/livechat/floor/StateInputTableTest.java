package org.livechat.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;

/**
 * What every input does in every state, for the holder (ann), one who waits (bob), one who listens (cid), one who may
 * only listen (lou) and a stranger (zoe): {@code state-input-table.txt}.
 */
class StateInputTableTest {
    /** The states, each reached in the mcptt profile with queue and grace. */
    enum Situation {
        IDLE,
        TAKEN,
        /** The holder's media flows. */
        FLOWING,
        /** bob waits. */
        QUEUED,
        /** The holder has had its time, nobody waits. */
        REVOKED,
        /** bob pre-empts. */
        PREEMPTED;

        Scene scene() {
            Scene scene = Scene.mcptt("ann", "bob", "cid");
            scene.join(Scene.listener("lou"));
            if (this == IDLE) {
                return scene;
            }
            if (this != REVOKED) {
                scene.mediaPath("ann", true);
            }
            scene.request("ann");
            switch (this) {
                case IDLE, TAKEN -> {}
                case FLOWING -> scene.mediaStarted("ann");
                case QUEUED -> scene.request("bob");
                case REVOKED -> {
                    scene.pingEveryTwoSeconds("ann", 28);
                    scene.passMillis(2000);
                    scene.mediaPath("ann", true);
                }
                case PREEMPTED -> scene.request("bob", 200);
            }
            return scene;
        }
    }

    /** One line of the table. */
    record Row(Situation situation, String input, String expected) {
        static Row parse(String line) {
            String[] cells = line.split("\\|", -1);
            return new Row(Situation.valueOf(cells[0].strip()), cells[1].strip(), cells[2].strip());
        }

        FloorInput parsedInput() {
            String[] words = input.split(" ", -1);
            return switch (words[0]) {
                case "join" -> new FloorInput.Join(Scene.member(words[1]));
                case "leave" -> new FloorInput.Leave(words[1]);
                case "request" -> request(words[1], FloorIndicator.NORMAL);
                case "emergency" -> request(words[1], FloorIndicator.EMERGENCY);
                case "release" -> new FloorInput.Release(words[1]);
                case "ping" -> new FloorInput.Ping(words[1]);
                case "begun" -> new FloorInput.MediaBegun(words[1]);
                case "path-up" -> new FloorInput.MediaPath(words[1], true);
                case "path-down" -> new FloorInput.MediaPath(words[1], false);
                case "started" -> new FloorInput.MediaStarted(words[1]);
                case "quiet" -> new FloorInput.MediaQuiet(words[1]);
                case "stray" -> new FloorInput.MediaWithoutFloor(words[1]);
                case "operator" -> new FloorInput.OperatorRevoke();
                case "clear" -> new FloorInput.QueueCleared(FloorDenyCause.NO_RESOURCES, "no reason");
                case "mute" -> new FloorInput.ReceiveOnly(words[1], Optional.of("muted"));
                case "unmute" -> new FloorInput.ReceiveOnly(words[1], Optional.empty());
                case "tick" -> new FloorInput.Tick();
                default -> throw new IllegalArgumentException(input);
            };
        }

        private static FloorInput request(String userId, FloorIndicator indicator) {
            return new FloorInput.Request(userId, OptionalInt.empty(), indicator);
        }
    }

    static List<Row> rows() throws IOException {
        try (InputStream table = StateInputTableTest.class.getResourceAsStream("state-input-table.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Row::parse)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void an_input_does_what_the_table_says(Row row) {
        Scene scene = row.situation().scene();
        String did = scene.step(row.parsedInput()).stream()
                .map(StateInputTableTest::brief)
                .collect(Collectors.joining(", "));
        String stands = scene.state().phase()
                + scene.state().holder().map(holder -> " " + holder).orElse("")
                + scene.state().queue().stream()
                        .map(waiting -> " +" + waiting.userId())
                        .collect(Collectors.joining());
        assertThat((did.isEmpty() ? "nothing" : did) + " => " + stands).isEqualTo(row.expected());
    }

    @Test
    void the_table_covers_every_state_with_every_input() throws IOException {
        List<String> covered = rows().stream()
                .map(row -> row.situation() + " " + row.parsedInput().getClass().getSimpleName())
                .toList();
        List<String> every = new ArrayList<>();
        for (Situation situation : Situation.values()) {
            Stream.of(FloorInput.class.getPermittedSubclasses())
                    .forEach(input -> every.add(situation + " " + input.getSimpleName()));
        }
        assertThat(covered).containsAll(every);
        assertThat(Arrays.stream(FloorPhase.values()))
                .allMatch(phase -> Stream.of(Situation.values())
                        .anyMatch(situation -> situation.scene().state().phase() == phase));
    }

    private static String brief(FloorEffect effect) {
        return switch (effect) {
            case FloorEffect.Granted(var user, var duration) -> "GRANTED " + user + " " + duration.toMillis();
            case FloorEffect.Denied(var user, var cause, var reason) -> "DENY " + user + " " + cause.number();
            case FloorEffect.Revoked(var user, var cause) -> "REVOKE " + user + " " + cause.wireName();
            case FloorEffect.Taken(var talker, var indicator, var onlyTo) ->
                "TAKEN " + talker + onlyTo.map(user -> " to " + user).orElse("");
            case FloorEffect.Idle(var onlyTo) ->
                "IDLE" + onlyTo.map(user -> " to " + user).orElse("");
            case FloorEffect.QueuePosition(var user, var position, var size) ->
                "QUEUE " + user + " " + position + "/" + size;
            case FloorEffect.Pong(var user) -> "PONG " + user;
            case FloorEffect.EndSession(var user) -> "END " + user;
            case FloorEffect.HangTimeOver() -> "HANG";
            case FloorEffect.PolicyFailed failed -> "FAILED " + failed.problem();
        };
    }
}
