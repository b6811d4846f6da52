package org.livechat.tools;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Recordings as comma-separated values, a line each below one with the names of the columns. */
final class RecordingTable {
    private static final String END = "\r\n";
    private static final List<String> COLUMNS = List.of(
            "number",
            "id",
            "channel_id",
            "user_id",
            "indicator",
            "started_at",
            "length_ms",
            "bytes",
            "sha256",
            "note",
            "deleted_at");

    private RecordingTable() {}

    static String head() {
        return Csv.line(COLUMNS) + END;
    }

    static String lines(JsonNode page) {
        var table = new StringBuilder();
        page.path("recordings")
                .forEach(row -> table.append(Csv.line(COLUMNS.stream()
                                .map(key -> text(key, row.path(key)))
                                .toList()))
                        .append(END));
        return table.toString();
    }

    /** Moments as ISO 8601 in UTC, to the millisecond. */
    private static String text(String key, JsonNode value) {
        return key.endsWith("_at") && value.isIntegralNumber()
                ? Instant.ofEpochMilli(value.longValue()).toString()
                : value.asString("");
    }
}
