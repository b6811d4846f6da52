package org.livechat.store;

import java.util.List;

/** Strings as one text of JSON (RFC 8259 7), for SQLite's {@code json_each}: a statement takes any number of them as one value. */
final class JsonStrings {
    private static final int FIRST_PRINTABLE = 0x20;

    private JsonStrings() {}

    static String of(List<String> strings) {
        var json = new StringBuilder("[");
        for (String string : strings) {
            json.append(json.length() > 1 ? ",\"" : "\"");
            string.chars().forEach(unit -> append(json, (char) unit));
            json.append('"');
        }
        return json.append(']').toString();
    }

    private static void append(StringBuilder json, char unit) {
        if (unit < FIRST_PRINTABLE) {
            json.append("\\u%04x".formatted((int) unit));
        } else if (unit == '"' || unit == '\\') {
            json.append('\\').append(unit);
        } else {
            json.append(unit);
        }
    }
}
