package org.livechat.protocol;

import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Text to a JSON tree, within bounds that no peer can stretch. Thread-safe. */
final class Json {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_NAME_LENGTH = 64;
    private static final int MAX_SENTENCE = 200;
    private static final Pattern PARSER_NAMES = Pattern.compile(", from `[^`]*`|\\(start marker[^)]*\\)"
            + "| \\(`JsonToken[^)]*\\)| \\(bound as [^)]*\\)|: not allowed as per `[^`]*`"
            + "| \\(not recognized as one since [^)]*\\)|:? enable `[^`]*` to allow"
            + "|: [^:]* require enabling `[^`]*`| \\(consider enabling `.*\\)");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");

    private final JsonMapper mapper;

    Json(int maxLength, int maxTokens) {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNumberLength(RequestId.MAX_LENGTH)
                .maxNameLength(MAX_NAME_LENGTH)
                .maxStringLength(maxLength)
                .maxDocumentLength(maxLength)
                .maxTokenCount(maxTokens)
                .build();
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(constraints)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        this.mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    /** @throws ProtocolException when the text is not one JSON value within the bounds */
    JsonNode parse(String text) {
        try {
            return mapper.readTree(text);
        } catch (JacksonException failure) {
            throw ProtocolException.invalid("not a JSON object" + place(failure) + ": " + summary(failure));
        } catch (NumberFormatException beyond) {
            // The parser lets it out when an exponent is longer than any number of Java's.
            throw ProtocolException.invalid(
                    "not a JSON object: it has a number with an exponent of more than 10 digits");
        }
    }

    private static String place(JacksonException failure) {
        return Optional.ofNullable(failure.getLocation())
                .map(TokenStreamLocation::getCharOffset)
                .filter(offset -> offset >= 0)
                .map(offset -> " at character " + offset)
                .orElse("");
    }

    /** The parser's own sentence without its own names; it shows at most some characters of the text. */
    private static String summary(JacksonException failure) {
        String sentence = PARSER_NAMES
                .matcher(String.valueOf(failure.getOriginalMessage()))
                .replaceAll("")
                .lines()
                .findFirst()
                .orElse("");
        return UNPRINTABLE
                .matcher(sentence.substring(0, Math.min(sentence.length(), MAX_SENTENCE)))
                .replaceAll("?");
    }
}
