package org.livechat.plugin.amrwb;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The parameters of {@code a=fmtp} that RFC 4867 8.2 defines and a relay can stand by.
 *
 * @param values each parameter's value as it was offered, in the order of the answer
 */
record FormatParameters(Map<String, String> values) {
    /**
     * The values we accept. Those of {@code crc}, {@code robust-sorting} and {@code channels} are the defaults that some
     * clients spell out; {@code interleaving} has none. All of these change how a payload is laid out, and the profile of
     * mobile networks does without them (3GPP TS 26.114).
     */
    private static final Map<String, Pattern> ACCEPTED = new LinkedHashMap<>();

    static {
        ACCEPTED.put("octet-align", Pattern.compile("[01]"));
        ACCEPTED.put("crc", Pattern.compile("0"));
        ACCEPTED.put("robust-sorting", Pattern.compile("0"));
        ACCEPTED.put("interleaving", Pattern.compile("(?!)"));
        ACCEPTED.put("channels", Pattern.compile("1"));
        ACCEPTED.put("mode-set", Pattern.compile("[0-8](?: ?, ?[0-8]){0,8}"));
        ACCEPTED.put("mode-change-period", Pattern.compile("[12]"));
        ACCEPTED.put("mode-change-capability", Pattern.compile("[12]"));
        ACCEPTED.put("mode-change-neighbor", Pattern.compile("[01]"));
    }

    private static final String ALL_MODES = "012345678";

    /**
     * Reads offered parameters. What the answer has to repeat unmodified (8.3.1) is kept; what is declared by the sender
     * of a stream alone, as max-red is, and what is unknown is left out.
     *
     * @return empty if a parameter is there twice, or has a value that we cannot answer with
     */
    static Optional<FormatParameters> accepted(String offered) {
        Map<String, String> said = new LinkedHashMap<>();
        for (var parameter : offered.split(";", -1)) {
            var words = parameter.split("=", 2);
            var name = words[0].strip().toLowerCase(Locale.ROOT);
            var accepted = ACCEPTED.get(name);
            if (accepted == null) {
                continue;
            }
            var value = words.length < 2 ? "" : words[1].strip();
            if (!accepted.matcher(value).matches() || said.put(name, value) != null) {
                return Optional.empty();
            }
        }
        Map<String, String> ordered = new LinkedHashMap<>();
        for (var name : ACCEPTED.keySet()) {
            if (said.containsKey(name)) {
                ordered.put(name, said.get(name));
            }
        }
        return Optional.of(new FormatParameters(ordered));
    }

    /** As {@code a=fmtp} has them; an empty string for none. */
    String text() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("; "));
    }

    Packing packing() {
        return "1".equals(values.get("octet-align")) ? Packing.OCTET_ALIGNED : Packing.BANDWIDTH_EFFICIENT;
    }

    String formatKey() {
        return "%s modes %s period %s neighbor %s"
                .formatted(
                        packing(),
                        modes(),
                        values.getOrDefault("mode-change-period", "1"),
                        values.getOrDefault("mode-change-neighbor", "0"));
    }

    /** The digits of the allowed modes, ascending; all of them if none is said. */
    private String modes() {
        return values.getOrDefault("mode-set", ALL_MODES)
                .chars()
                .filter(Character::isDigit)
                .sorted()
                .distinct()
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
