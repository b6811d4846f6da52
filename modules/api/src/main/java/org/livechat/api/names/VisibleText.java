package org.livechat.api.names;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What people see of a text: what shows nothing makes an empty row, or a name that nobody can call; what hides in it, a name that looks
 * like another one.
 *
 * @since 1
 */
public final class VisibleText {
    private VisibleText() {}

    /** Whether a text has a character that leaves something on the screen. */
    public static boolean isIn(String text) {
        return text.codePoints().anyMatch(VisibleText::shows);
    }

    /**
     * Whether a text has a control of the direction of writing (Unicode UAX 9: embeddings, overrides and isolates), by which a name
     * looks like another one and a line of text like what nobody has written.
     */
    public static boolean turns(String text) {
        return text.codePoints()
                .anyMatch(character ->
                        (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069));
    }

    /**
     * What of a name cannot be seen, or is no character that Unicode has: a sentence's end such as "U+200B, which nobody sees"; empty
     * where all of it can be seen. Joiners may stand where a script or an emoji needs them.
     */
    public static Optional<String> hiddenIn(String name) {
        return hidden(UnseenCharacters.firstInName(name));
    }

    static Optional<String> hidden(OptionalInt character) {
        return character.isPresent()
                ? Optional.of("U+%04X, which nobody sees or Unicode does not have".formatted(character.getAsInt()))
                : Optional.empty();
    }

    /** Whether it begins with a mark that belongs on a character before it. */
    public static boolean beginsWithMark(String text) {
        return !text.isEmpty()
                && switch (Character.getType(text.codePointAt(0))) {
                    case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
                    default -> false;
                };
    }

    /** Whether it begins or ends with a blank, which nobody sees. */
    static boolean hasBlankEnds(String text) {
        return !text.isEmpty() && (isBlank(text.codePointAt(0)) || isBlank(text.codePointBefore(text.length())));
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static boolean shows(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            default -> !isFiller(character);
        };
    }

    // Letters and symbols that are blank all the same: fillers of Hangul, and the Braille pattern without dots.
    static boolean isFiller(int character) {
        return switch (character) {
            case 0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800 -> true;
            default -> false;
        };
    }
}
