package org.livechat.tools;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Which events are shown: those that meet every condition. */
final class TraceFilter {
    @Option(
            names = "--filter",
            paramLabel = "TEXT",
            description = "Events that have this in name, user, channel or summary.")
    private @Nullable String text;

    @Option(names = "--user", paramLabel = "USER", description = "Events of this user.")
    private @Nullable String user;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            converter = TraceNames.Direction.class,
            description = "in, out or sys.")
    private @Nullable String direction;

    @Option(
            names = "--op",
            split = ",",
            paramLabel = "OP",
            converter = TraceNames.Operation.class,
            description = "Opcodes or names, such as 30,FLOOR_GRANTED.")
    private List<String> operations = List.of();

    /** Names that no packet has: of events that the server or a plug-in shows, or of none at all. */
    List<String> otherNames() {
        return operations.stream()
                .filter(operation -> !TraceNames.isOfPackets(operation))
                .toList();
    }

    boolean shows(JsonNode event) {
        return (user == null || user.equals(value(event, "user_id")))
                && (direction == null || direction.equalsIgnoreCase(value(event, "dir")))
                && (operations.isEmpty() || operations.stream().anyMatch(operation -> isOf(event, operation)))
                && (text == null || holds(event, text.toLowerCase(Locale.ROOT)));
    }

    private static boolean isOf(JsonNode event, String operation) {
        return operation.equals(value(event, "op")) || operation.equalsIgnoreCase(value(event, "op_name"));
    }

    private static boolean holds(JsonNode event, String lowerCase) {
        return Stream.of("op_name", "user_id", "channel_id", "summary")
                .anyMatch(key -> value(event, key).toLowerCase(Locale.ROOT).contains(lowerCase));
    }

    private static String value(JsonNode event, String key) {
        return event.path(key).asString("");
    }
}
