package org.livechat.http.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header {@code Forwarded} (RFC 7239 4). Of its parameters {@code for} alone counts here. */
final class Forwarded {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final String FOR = "for";

    private Forwarded() {}

    /**
     * What the proxies say, the nearest first. A line in which a quotation does not end is not to be understood as a whole.
     *
     * @param lines one header after the other
     */
    static List<Hop> hops(List<String> lines) {
        var hops = new ArrayList<Hop>();
        for (String line : lines.reversed()) {
            Optional<List<String>> elements = split(line, ',');
            if (elements.isEmpty()) {
                hops.add(new Hop.Malformed());
                break;
            }
            elements.get().reversed().stream()
                    .filter(element -> !element.isEmpty())
                    .limit(Hop.MOST - hops.size())
                    .map(Forwarded::hop)
                    .forEach(hops::add);
        }
        return hops;
    }

    /** {@code [ forwarded-pair ] *( ";" [ forwarded-pair ] )}, each parameter at most once. */
    private static Hop hop(String element) {
        Optional<Hop> found = Optional.empty();
        for (String pair : split(element, ';').orElseThrow()) {
            int equals = pair.indexOf('=');
            if (pair.isEmpty()) {
                continue;
            }
            if (equals < 0 || !TOKEN.matcher(pair.substring(0, equals)).matches()) {
                return new Hop.Malformed();
            }
            Optional<String> value = value(pair.substring(equals + 1));
            boolean isFor = pair.substring(0, equals).equalsIgnoreCase(FOR);
            if (value.isEmpty() || (isFor && found.isPresent())) {
                return new Hop.Malformed();
            }
            if (isFor) {
                found = value.map(Hop::ofNode);
            }
        }
        // Whom it has got the request from it need not tell.
        return found.orElseGet(Hop.Hidden::new);
    }

    /** {@code token / quoted-string}; a colon or a bracket is in none but the latter. */
    private static Optional<String> value(String text) {
        if (TOKEN.matcher(text).matches()) {
            return Optional.of(text);
        }
        if (text.length() < 2 || text.charAt(0) != '"' || text.charAt(text.length() - 1) != '"') {
            return Optional.empty();
        }
        var plain = new StringBuilder();
        for (int i = 1; i < text.length() - 1; i++) {
            if (text.charAt(i) == '"') {
                return Optional.empty();
            }
            if (text.charAt(i) == '\\') {
                i++;
            }
            plain.append(text.charAt(i));
        }
        return Optional.of(plain.toString());
    }

    /** The parts between separators that stand in no quotation; empty when a quotation does not end. */
    private static Optional<List<String>> split(String text, char separator) {
        var parts = new ArrayList<String>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return quoted ? Optional.empty() : Optional.of(parts);
    }
}
