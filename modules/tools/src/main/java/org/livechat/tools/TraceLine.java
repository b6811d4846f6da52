package org.livechat.tools;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.JsonNode;

/** One trace event as a line: time, op, direction, name, user, channel, summary. */
final class TraceLine {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final int NAME_COLUMNS = 20;
    private static final int USER_COLUMNS = 12;
    private static final int CHANNEL_COLUMNS = 10;

    private final ZoneId zone;

    TraceLine(ZoneId zone) {
        this.zone = zone;
    }

    String of(JsonNode event, Screen screen) {
        String name = text(event, "op_name");
        String time =
                CLOCK.format(Instant.ofEpochMilli(event.path("ts").asLong(0)).atZone(zone));
        return "%s %3d %s %s %s %s %s"
                .formatted(
                        screen.styled(Style.DIM, time),
                        event.path("op").asInt(0),
                        direction(text(event, "dir")),
                        screen.styled(style(name, text(event, "summary")), TextWidth.padded(name, NAME_COLUMNS)),
                        TextWidth.padded(orDash(text(event, "user_id")), USER_COLUMNS),
                        TextWidth.padded(orDash(text(event, "channel_id")), CHANNEL_COLUMNS),
                        text(event, "summary"))
                .stripTrailing();
    }

    private static String text(JsonNode event, String key) {
        return HarmlessText.of(event.path(key).asString(""));
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private static String direction(String wireName) {
        return switch (wireName) {
            case "in" -> "C→S";
            case "out" -> "S→C";
            default -> "SYS";
        };
    }

    /** The first that fits; a channel event is a join or a leave by its summary. */
    private static Style style(String name, String summary) {
        if (name.contains("GRANTED")) {
            return Style.GOOD;
        }
        if (name.contains("REVOKE") || name.contains("DENY")) {
            return Style.BAD;
        }
        if (name.contains("FLOOR")) {
            return Style.FLOOR;
        }
        if (name.contains("JOIN")
                || name.contains("LEAVE")
                || (name.equals("CHANNEL_EVENT") && (summary.startsWith("join") || summary.startsWith("leave")))) {
            return Style.MEMBERS;
        }
        return name.equals("IDENTIFY") ? Style.IDENTITY : Style.PLAIN;
    }
}
