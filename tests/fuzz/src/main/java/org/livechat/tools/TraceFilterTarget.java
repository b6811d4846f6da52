package org.livechat.tools;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.livechat.fuzz.Property;
import picocli.CommandLine;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code lctrace} is asked to show, and what a server sends it: a line an argument, then an empty one, then an event's JSON. A
 * filter shows what each of its conditions shows, whatever their order and case, and what is shown is one harmless line, or the same
 * JSON. In the package of the filter, which is nobody else's.
 */
public final class TraceFilterTarget {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final CommandLine COMMAND = LcTrace.commandLine();
    private static final Screen SCREEN = new Screen(new PrintWriter(new StringWriter()), false);
    private static final TraceLine LINES = new TraceLine(ZoneOffset.UTC);
    private static final List<JsonNode> EVENTS = List.of(
            event("in", "CH_0001", "ann", 30, "FLOOR_REQUEST", "emergency"),
            event("out", "CH_0002", "ben", 50, "FLOOR_GRANTED", ""),
            event("sys", "", "", 0, "MEDIA_CLOSED", "gone"));

    private TraceFilterTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        int end = text.indexOf("\n\n");
        List<String> arguments = List.of((end < 0 ? text : text.substring(0, end)).split("\n"));
        List<JsonNode> events = new ArrayList<>(EVENTS);
        if (end >= 0) {
            event(text.substring(end + 2)).ifPresent(events::add);
        }
        Conditions.of(arguments).filter(Conditions::canBeWritten).ifPresent(conditions -> {
            events.add(conditions.met());
            conditions.check(events);
        });
    }

    /** What the parser has understood, written so that it can be parsed again. */
    private record Conditions(
            Optional<String> text, Optional<String> user, Optional<String> direction, List<String> ops) {
        static Optional<Conditions> of(List<String> arguments) {
            CommandLine.ParseResult result;
            try {
                result = COMMAND.parseArgs(arguments.toArray(String[]::new));
            } catch (CommandLine.ParameterException refused) {
                Property.isSaid(refused);
                return Optional.empty();
            }
            List<String> ops = result.matchedOptionValue("--op", List.of());
            return Optional.of(new Conditions(
                    Optional.ofNullable(result.matchedOptionValue("--filter", null)),
                    Optional.ofNullable(result.matchedOptionValue("--user", null)),
                    Optional.ofNullable(result.matchedOptionValue("--dir", null)),
                    List.copyOf(ops)));
        }

        /** Quotes within a list of names, and a name like an option, are read by picocli in ways of its own. */
        boolean canBeWritten() {
            return ops.stream().noneMatch(op -> op.contains("\"") || op.startsWith("-"));
        }

        void check(List<JsonNode> events) {
            List<String> all = new ArrayList<>();
            List<TraceFilter> each = new ArrayList<>();
            List<TraceFilter> anyOf = new ArrayList<>();
            for (String op : ops) {
                all.add("--op=" + inOtherCase(op));
                anyOf.add(filter(List.of("--op=" + op)));
            }
            direction.map(value -> "--dir=" + inOtherCase(value)).ifPresent(all::add);
            user.map(value -> "--user=" + value).ifPresent(all::add);
            text.map(value -> "--filter=" + inOtherCase(value)).ifPresent(all::add);
            direction.ifPresent(value -> each.add(filter(List.of("--dir=" + value))));
            user.ifPresent(value -> each.add(filter(List.of("--user=" + value))));
            text.ifPresent(value -> each.add(filter(List.of("--filter=" + value))));
            TraceFilter whole = filter(all);
            for (JsonNode event : events) {
                boolean shown = each.stream().allMatch(filter -> filter.shows(event))
                        && (anyOf.isEmpty() || anyOf.stream().anyMatch(filter -> filter.shows(event)));
                Property.holds(whole.shows(event) == shown, "a filter shows what each of its conditions shows");
                checkShown(event);
            }
            Property.holds(whole.shows(met()), "an event that meets all conditions is shown");
            Property.holds(
                    whole.otherNames().stream().noneMatch(name -> name.matches("[0-9]+")),
                    "a number is one of packets, or refused");
        }

        /** An event that meets all of them. */
        JsonNode met() {
            String op = ops.isEmpty() ? "FLOOR_REQUEST" : ops.getLast();
            boolean isNumber = op.matches("[0-9]+");
            return event(
                    direction.orElse("in"),
                    "CH_0001",
                    user.orElse("ann"),
                    isNumber ? Integer.parseInt(op) : 0,
                    isNumber ? "" : op,
                    "before " + text.orElse("") + " behind");
        }
    }

    private static TraceFilter filter(List<String> arguments) {
        TraceFilter filter = new TraceFilter();
        Failures.reported(new CommandLine(filter)).parseArgs(arguments.toArray(String[]::new));
        return filter;
    }

    /** Of what is no letter of ASCII the other case may be another text. */
    private static String inOtherCase(String text) {
        StringBuilder other = new StringBuilder(text.length());
        text.chars()
                .map(character -> (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
                        ? character ^ 0x20
                        : character)
                .forEach(character -> other.append((char) character));
        return other.toString();
    }

    private static void checkShown(JsonNode event) {
        String line = LINES.of(event, SCREEN);
        Property.holds(line.codePoints().noneMatch(Character::isISOControl), "what is shown is one line");
        String data = JSON.writeValueAsString(event);
        Property.holds(
                JSON.readTree(HarmlessText.json(data)).equals(JSON.readTree(data)),
                "the JSON that is shown is the same");
    }

    private static Optional<JsonNode> event(String json) {
        try {
            return Optional.of(JSON.readTree(json));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static JsonNode event(String direction, String channel, String user, int op, String name, String summary) {
        return JSON.createObjectNode()
                .put("ts", 1)
                .put("dir", direction)
                .put("channel_id", channel)
                .put("user_id", user)
                .put("op", op)
                .put("op_name", name)
                .put("summary", summary);
    }
}
