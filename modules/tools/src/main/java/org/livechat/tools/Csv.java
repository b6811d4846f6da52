package org.livechat.tools;

import java.util.List;
import java.util.stream.Collectors;

/** Comma-separated values (RFC 4180): lines that end in CRLF, fields in quotes where they need them. */
final class Csv {
    private Csv() {}

    /** A line without its end. */
    static String line(List<String> fields) {
        return fields.stream().map(Csv::field).collect(Collectors.joining(","));
    }

    private static String field(String text) {
        String harmless = isFormula(text) ? "'" + text : text;
        return harmless.matches("(?s).*[\",\r\n].*") ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }

    /** What a spreadsheet would take for one and work out, as the name of a user who is called so. */
    private static boolean isFormula(String text) {
        return !text.isEmpty() && "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20".indexOf(text.charAt(0)) >= 0;
    }
}
