package org.livechat.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The keys of one JSON object, read with their types and bounds checked. A null value counts as an absent key. */
final class Fields {
    private static final int SHOWN_CHARACTERS = 40;

    private final String where;
    private final JsonNode object;

    /** @param where names the object in errors: the packet's opcode, or a list's key and index */
    Fields(String where, JsonNode object) {
        if (!object.isObject()) {
            throw ProtocolException.invalid(where + ": expected a JSON object, not " + shown(object));
        }
        this.where = where;
        this.object = object;
    }

    String text(String key, int minLength, int maxLength) {
        return text(key, minLength, maxLength, stringOf(minLength, maxLength));
    }

    Optional<String> optionalText(String key, int minLength, int maxLength) {
        return optionalText(key, minLength, maxLength, stringOf(minLength, maxLength));
    }

    /** As {@link #text(String, int, int)}, with words of its own for what it has to be. */
    String text(String key, int minLength, int maxLength, String rule) {
        return optionalText(key, minLength, maxLength, rule).orElseThrow(() -> missing(key, rule));
    }

    private static String stringOf(int minLength, int maxLength) {
        return "a string of " + minLength + " to " + maxLength + " characters";
    }

    /** Characters are code points, as everybody who counts them would say. */
    private Optional<String> optionalText(String key, int minLength, int maxLength, String rule) {
        JsonNode value = value(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw wrong(key, value, rule);
        }
        String text = value.stringValue();
        int length = text.codePointCount(0, text.length());
        if (length < minLength || length > maxLength) {
            throw wrong(key, value, rule);
        }
        if (!isWellFormed(text)) {
            throw wrong(key, value, "text without halves of surrogate pairs");
        }
        return Optional.of(text);
    }

    long number(String key, long min, long max) {
        return optionalNumber(key, min, max)
                .orElseThrow(() -> missing(key, "a whole number within " + min + ".." + max));
    }

    int number(String key, int min, int max) {
        return Math.toIntExact(number(key, (long) min, (long) max));
    }

    OptionalInt optionalInt(String key, int min, int max) {
        return optionalNumber(key, min, max)
                .map(value -> OptionalInt.of(Math.toIntExact(value)))
                .orElseGet(OptionalInt::empty);
    }

    OptionalLong optionalLong(String key, long min, long max) {
        return optionalNumber(key, min, max).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private Optional<Long> optionalNumber(String key, long min, long max) {
        JsonNode value = value(key);
        if (value == null) {
            return Optional.empty();
        }
        boolean fits = value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= min
                && value.longValue() <= max;
        if (!fits) {
            throw wrong(key, value, "a whole number within " + min + ".." + max + inDigits(value));
        }
        return Optional.of(value.longValue());
    }

    /** A whole number, or the nearest int: for those whose bounds the server knows and says. */
    OptionalInt nearestInt(String key) {
        JsonNode value = value(key);
        if (value == null) {
            return OptionalInt.empty();
        }
        if (!value.isIntegralNumber()) {
            throw wrong(key, value, "a whole number" + inDigits(value));
        }
        if (value.canConvertToInt()) {
            return OptionalInt.of(value.intValue());
        }
        return OptionalInt.of(value.bigIntegerValue().signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE);
    }

    /** What 1e0 lacks, which is shown as 1. */
    private static String inDigits(JsonNode value) {
        return value.isFloatingPointNumber() ? ", written without fraction or exponent" : "";
    }

    boolean has(String key) {
        return value(key) != null;
    }

    boolean flag(String key) {
        JsonNode value = value(key);
        if (value == null) {
            return false;
        }
        if (!value.isBoolean()) {
            throw wrong(key, value, "true or false");
        }
        return value.booleanValue();
    }

    <T> T choice(String key, T[] choices, Function<T, String> wireName) {
        return optionalChoice(key, choices, wireName).orElseThrow(() -> missing(key, names(choices, wireName)));
    }

    <T> Optional<T> optionalChoice(String key, T[] choices, Function<T, String> wireName) {
        JsonNode value = value(key);
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(choices)
                .filter(choice -> value.isString() && wireName.apply(choice).equals(value.stringValue()))
                .findFirst()
                .orElseThrow(() -> wrong(key, value, names(choices, wireName))));
    }

    Fields object(String key) {
        JsonNode value = value(key);
        if (value == null) {
            throw missing(key, "an object");
        }
        return new Fields(where + "." + key, value);
    }

    Optional<Fields> optionalObject(String key) {
        JsonNode value = value(key);
        return value == null ? Optional.empty() : Optional.of(new Fields(where + "." + key, value));
    }

    /** A list of objects; an absent key is an empty list. */
    <T> List<T> list(String key, int maxSize, Function<Fields, T> read) {
        JsonNode value = value(key);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || value.size() > maxSize) {
            throw wrong(key, value, "an array of at most " + maxSize + " objects");
        }
        List<T> items = new ArrayList<>(value.size());
        for (JsonNode item : value) {
            items.add(read.apply(new Fields(where + "." + key + "[" + items.size() + "]", item)));
        }
        return items;
    }

    /** A list of strings; an absent key is an empty list. */
    List<String> texts(String key, int maxSize, int maxLength) {
        JsonNode value = value(key);
        if (value == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (value.isArray() && value.size() <= maxSize) {
            value.forEach(item -> {
                if (item.isString() && item.stringValue().length() <= maxLength) {
                    texts.add(item.stringValue());
                }
            });
        }
        if (texts.size() != value.size() || !value.isArray()) {
            throw wrong(key, value, "an array of at most " + maxSize + " strings");
        }
        return texts;
    }

    ProtocolException wrong(String key, String value, String right) {
        return ProtocolException.invalid(where + ": " + key + " is " + value + "; it has to be " + right);
    }

    private ProtocolException wrong(String key, JsonNode value, String right) {
        return wrong(key, shown(value), right);
    }

    private ProtocolException missing(String key, String right) {
        return ProtocolException.invalid(where + ": " + key + " is missing; it has to be " + right);
    }

    private @Nullable JsonNode value(String key) {
        JsonNode value = object.get(key);
        return value == null || value.isNull() ? null : value;
    }

    private static <T> String names(T[] choices, Function<T, String> wireName) {
        return Arrays.stream(choices).map(wireName).collect(Collectors.joining("\", \"", "one of \"", "\""));
    }

    /** A value as an error shows it: containers by kind, the rest cut to a length. */
    static String shown(JsonNode value) {
        if (value.isString()) {
            return quoted(value.stringValue());
        }
        if (value.isMissingNode()) {
            return "nothing";
        }
        if (value.isContainer()) {
            return value.isArray() ? "an array of " + value.size() : "an object";
        }
        return shortened(value.toString());
    }

    static String quoted(String text) {
        return '"' + shortened(text) + '"';
    }

    private static String shortened(String text) {
        if (text.length() <= SHOWN_CHARACTERS && isWellFormed(text)) {
            return text;
        }
        String cut = text.substring(0, Math.min(text.length(), SHOWN_CHARACTERS));
        return cut.codePoints()
                        .map(point -> isSurrogate(point) ? '?' : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                + (text.length() > SHOWN_CHARACTERS
                        ? "... (" + text.codePointCount(0, text.length()) + " characters)"
                        : "");
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(Fields::isSurrogate);
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
