package org.livechat.tools.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.livechat.api.part.FileProblem;
import org.livechat.tools.CommandFailed;
import org.livechat.tools.Screen;
import org.livechat.tools.Table;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two results of {@code --json} beside one another. */
final class Comparison {
    private Comparison() {}

    static void print(Path before, Path after, Screen screen) {
        JsonNode first = read(before);
        JsonNode second = read(after);
        if (first.has("points") != second.has("points")) {
            throw CommandFailed.wrongUsage("one file is of a sweep, the other is not");
        }
        if (!first.get("scenario").equals(second.get("scenario"))) {
            throw CommandFailed.wrongUsage(
                    "one file is of " + first.get("scenario").asString() + ", the other of "
                            + second.get("scenario").asString());
        }
        if (!first.has("points")) {
            table(first, second, screen);
            return;
        }
        for (JsonNode point : first.get("points")) {
            for (JsonNode other : second.get("points")) {
                if (point.get("value").equals(other.get("value"))) {
                    screen.line(first.get("sweep").asString() + " = " + point.get("value"));
                    table(point, other, screen);
                }
            }
        }
    }

    private static void table(JsonNode first, JsonNode second, Screen screen) {
        Table table = new Table("FIGURE", "BEFORE", "AFTER", "CHANGE");
        first.get("summary").properties().forEach(entry -> {
            JsonNode other = second.get("summary").get(entry.getKey());
            if (other != null && entry.getValue().isNumber()) {
                double a = entry.getValue().asDouble();
                double b = other.asDouble();
                table.row(List.of(entry.getKey(), number(a), number(b), change(a, b)));
            }
        });
        table.print(screen);
    }

    private static String change(double before, double after) {
        return before == 0 ? "-" : String.format(Locale.ROOT, "%+.1f%%", (after / before - 1) * 100);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.3f" : "%.0f", value);
    }

    private static JsonNode read(Path file) {
        try {
            JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
            if (!json.has("scenario") || !(json.has("summary") || json.has("points"))) {
                throw CommandFailed.wrongUsage(file + " is no result of lcbench --json");
            }
            return json;
        } catch (IOException unreadable) {
            throw CommandFailed.wrongUsage(file + " cannot be read: " + FileProblem.words(unreadable));
        } catch (JacksonException _) {
            throw CommandFailed.wrongUsage(file + " is no JSON, and so no result of lcbench --json");
        }
    }
}
