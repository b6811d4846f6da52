package org.livechat.tools;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The server's answers as tables. */
final class AdminTables {
    private static final String MILLIS = "_ms";
    private static final long MIB = 1L << 20;

    /** Keys whose values are Unix times in ms. */
    private static final Set<String> MOMENTS =
            Set.of("created_at", "last_seen", "last_seen_ms", "queued_at", "away_since_ms");

    private AdminTables() {}

    static void status(JsonNode status, Screen screen) {
        Table table = new Table("UPTIME", "USERS", "CHANNELS", "PEERS", "FLOORS TAKEN");
        table.row(List.of(
                        length(status.path("uptime_secs").asLong(0)),
                        text(status, "user_count"),
                        text(status, "channel_count"),
                        text(status, "peer_count"),
                        text(status, "floor_active")))
                .print(screen);
        for (JsonNode hang : status.path("hanging")) {
            screen.line(screen.styled(
                    Style.BAD,
                    HarmlessText.of("%s hangs: %s for %s, in %s"
                            .formatted(
                                    text(hang, "thread"),
                                    text(hang, "at"),
                                    length(hang.path("secs").asLong(0)),
                                    text(hang.path("stack"), 0)))));
        }
    }

    private static String text(JsonNode list, int place) {
        return value(list.path(place));
    }

    static void dumps(JsonNode dumps, Screen screen) {
        screen.line(HarmlessText.of(text(dumps, "folder")));
        Table table = new Table("FILE", "MIB", "MADE AT");
        dumps.path("files")
                .forEach(file -> table.row(List.of(
                        text(file, "name"),
                        Long.toString((file.path("bytes").asLong(0) + MIB - 1) / MIB),
                        moment(file, "made_at"))));
        table.print(screen);
    }

    static void users(JsonNode users, Screen screen) {
        Table table = new Table("USER", "PRIORITY", "IDLE", "AWAY SINCE");
        users.forEach(user -> table.row(
                List.of(text(user, "user_id"), text(user, "priority"), idle(user), moment(user, "away_since_ms"))));
        table.print(screen);
    }

    static void blocks(JsonNode blocks, Screen screen) {
        Table table = new Table("USER", "SINCE", "UNTIL");
        blocks.forEach(block ->
                table.row(List.of(text(block, "user_id"), moment(block, "blocked_at"), moment(block, "until"))));
        table.print(screen);
    }

    static void recordings(JsonNode page, Screen screen) {
        Table table = new Table("NUMBER", "ID", "CHANNEL", "USER", "INDICATOR", "BEGAN", "LENGTH", "STATE");
        page.path("recordings")
                .forEach(row -> table.row(List.of(
                        text(row, "number"),
                        text(row, "id"),
                        text(row, "channel_id"),
                        text(row, "user_id"),
                        text(row, "indicator"),
                        moment(row, "started_at"),
                        "%.1f s".formatted(row.path("length_ms").asLong(0) / 1000.0),
                        state(row))));
        table.print(screen);
    }

    private static String state(JsonNode recording) {
        if (recording.path("deleted_at").isNumber()) {
            return "deleted " + moment(recording, "deleted_at");
        }
        if (!recording.path("note").isString()) {
            return "there";
        }
        return (recording.path("bytes").asLong(0) > 0 ? "there, " : "") + text(recording, "note");
    }

    static void channels(JsonNode channels, Screen screen) {
        Table table = new Table("CHANNEL", "FREQ", "NAME", "MODE", "MEMBERS", "FLOOR", "HOLDER", "QUEUE");
        channels.forEach(channel -> table.row(List.of(
                text(channel, "channel_id"),
                text(channel, "freq"),
                text(channel, "name"),
                text(channel, "mode"),
                text(channel, "member_count") + "/" + text(channel, "capacity"),
                text(channel, "floor_state"),
                text(channel, "floor_holder"),
                text(channel, "queue_len"))));
        table.print(screen);
    }

    /** Plug-ins, and below them all parts. */
    static void kit(JsonNode kit, Screen screen) {
        plugins(kit.path("plugins"), screen);
        screen.line("");
        parts(kit.path("parts"), screen);
    }

    private static void plugins(JsonNode plugins, Screen screen) {
        Table table = new Table("PLUG-IN", "STATE", "VERSION", "PROVIDES", "REASON");
        plugins.forEach(plugin -> table.row(List.of(
                text(plugin, "name"),
                text(plugin, "state"),
                text(plugin, "version"),
                value(plugin.path("provides")),
                text(plugin, "reason"))));
        table.print(screen);
    }

    // A setting a line, by its whole path: what grep finds and what --set takes.
    private static void parts(JsonNode parts, Screen screen) {
        Table table = new Table("PART", "KIND", "STATE", "ORIGIN", "REASON, SETTINGS");
        for (JsonNode part : parts) {
            List<String> details = new ArrayList<>();
            if (part.path("reason").isString()) {
                details.add(text(part, "reason"));
            }
            part.path("settings")
                    .properties()
                    .forEach(setting -> details.add(setting.getKey() + "=" + value(setting.getValue())));
            table.row(List.of(
                    text(part, "name"),
                    text(part, "kind"),
                    text(part, "state"),
                    text(part, "origin"),
                    details.isEmpty() ? "" : details.getFirst()));
            details.stream().skip(1).forEach(detail -> table.row(List.of("", "", "", "", detail)));
        }
        table.print(screen);
    }

    /** One thing: a line a key, and moments as such. */
    static void detail(JsonNode thing, Screen screen) {
        List<Map.Entry<String, JsonNode>> properties = new ArrayList<>(thing.properties());
        int width = properties.stream()
                .mapToInt(property -> label(property.getKey()).length())
                .max()
                .orElse(0);
        properties.forEach(property ->
                screen.line(screen.styled(Style.HEADING, TextWidth.padded(label(property.getKey()), width)) + "  "
                        + HarmlessText.of(value(property))));
    }

    private static String label(String key) {
        return MOMENTS.contains(key) && key.endsWith(MILLIS) ? key.substring(0, key.length() - MILLIS.length()) : key;
    }

    private static String value(Map.Entry<String, JsonNode> property) {
        return MOMENTS.contains(property.getKey()) ? moment(property.getValue()) : value(property.getValue());
    }

    /** The value of a key; a dash where there is none. */
    static String text(JsonNode object, String key) {
        return value(object.path(key));
    }

    private static String value(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "-";
        }
        if (value.isArray()) {
            String items = value.valueStream().map(AdminTables::value).collect(Collectors.joining(", "));
            return items.isEmpty() ? "-" : items;
        }
        if (value.isObject()) {
            return value.propertyStream()
                    .map(property -> label(property.getKey()) + "=" + value(property))
                    .collect(Collectors.joining(" ", "(", ")"));
        }
        return value.asString();
    }

    /** The moment of a key to the second, as ISO 8601 in UTC. */
    static String moment(JsonNode object, String key) {
        return moment(object.path(key));
    }

    private static String moment(JsonNode millis) {
        return millis.isIntegralNumber()
                ? Instant.ofEpochSecond(millis.longValue() / 1000).toString()
                : value(millis);
    }

    private static String idle(JsonNode object) {
        return length(object.path("idle_secs").asLong(0));
    }

    /** Such as 42s, 3m07s, 2h05m, 4d03h. */
    static String length(long seconds) {
        Duration length = Duration.ofSeconds(seconds);
        if (length.toDays() > 0) {
            return "%dd%02dh".formatted(length.toDays(), length.toHoursPart());
        }
        if (length.toHours() > 0) {
            return "%dh%02dm".formatted(length.toHours(), length.toMinutesPart());
        }
        return length.toMinutes() > 0
                ? "%dm%02ds".formatted(length.toMinutes(), length.toSecondsPart())
                : seconds + "s";
    }
}
