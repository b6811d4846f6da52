package org.livechat.admin;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.eclipse.jetty.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an operator sends with a request: a JSON object of the keys that the request knows. One that it does not know is refused, since
 * what an operator means by it would not happen.
 */
final class AdminBody {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final String EXPECTED = "has to be one JSON object with each key once";
    private static final String NONE_IS_READ = "no body is read here; send none";
    private static final int SHOWN_CHARACTERS = 40;

    private final JsonNode object;

    private AdminBody(JsonNode object) {
        this.object = object;
    }

    /**
     * Reads a body.
     *
     * @param keys those that it may have
     * @throws AdminCall.Refused when it is no such object
     */
    static AdminBody of(String text, List<String> keys) {
        JsonNode object = read(text, keys.isEmpty());
        for (String key : object.propertyNames()) {
            if (!keys.contains(key)) {
                throw wrong("the body has " + shortened(key)
                        + (keys.isEmpty()
                                ? ", but none is read here"
                                : ", which is none of its keys; they are: " + String.join(", ", keys)));
            }
        }
        return new AdminBody(object);
    }

    private static JsonNode read(String text, boolean isForNothing) {
        if (text.isBlank()) {
            throw wrong("the body is missing; it " + EXPECTED);
        }
        JsonNode body;
        try {
            body = JSON.readTree(text);
        } catch (JacksonException broken) {
            throw wrong(isForNothing ? NONE_IS_READ : "the body " + problem(broken) + "; it " + EXPECTED);
        }
        if (!body.isObject()) {
            throw wrong(isForNothing ? NONE_IS_READ : "the body is " + kind(body) + "; it " + EXPECTED);
        }
        return body;
    }

    private static String problem(JacksonException broken) {
        if (String.valueOf(broken.getOriginalMessage()).startsWith("Duplicate")) {
            return "has a key twice";
        }
        TokenStreamLocation place = broken.getLocation();
        return place == null
                ? "is no JSON"
                : "is no JSON at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
    }

    private static String kind(JsonNode body) {
        return switch (body.getNodeType()) {
            case ARRAY -> "a list";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            default -> "null";
        };
    }

    boolean isEmpty() {
        return object.isEmpty();
    }

    String requiredText(String key) {
        return text(key).orElseThrow(() -> wrong(key + " is missing"));
    }

    Optional<String> text(String key) {
        JsonNode value = object.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw wrong(key + " has to be a text");
        }
        return Optional.of(value.stringValue());
    }

    /** True or false; false where it is left out. */
    boolean flag(String key) {
        JsonNode value = object.get(key);
        if (value != null && !value.isBoolean()) {
            throw wrong(key + " is " + shortened(value.toString()) + ", but has to be true or false");
        }
        return value != null && value.booleanValue();
    }

    /** A whole number within bounds. */
    OptionalLong wholeNumber(String key, long least, long most) {
        JsonNode value = object.get(key);
        if (value == null) {
            return OptionalLong.empty();
        }
        boolean fits = value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= least
                && value.longValue() <= most;
        if (!fits) {
            throw notWhole(key, value, " from " + least + " to " + most);
        }
        return OptionalLong.of(value.longValue());
    }

    /** A whole number, or the nearest int: both are beyond the bounds, which the control plane knows and says. */
    OptionalInt nearestInt(String key) {
        JsonNode value = object.get(key);
        if (value == null) {
            return OptionalInt.empty();
        }
        if (!value.isIntegralNumber()) {
            throw notWhole(key, value, "");
        }
        if (value.canConvertToInt()) {
            return OptionalInt.of(value.intValue());
        }
        return OptionalInt.of(value.bigIntegerValue().signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE);
    }

    private static AdminCall.Refused notWhole(String key, JsonNode value, String bounds) {
        return wrong(key + " is " + shortened(value.toString()) + ", but has to be a whole number" + bounds
                + (value.isFloatingPointNumber() ? ", without fraction or exponent" : ""));
    }

    static AdminCall.Refused wrong(String reason) {
        return new AdminCall.Refused(HttpStatus.BAD_REQUEST_400, reason);
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
    }
}
