package org.livechat.api.names;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Characters that leave nothing on a screen where they stand, by which two names look the same, and such as Unicode has not (yet): those
 * of RFC 8264 9.13 and 9.17 and Unicode UTS 39 3.1.1. Joiners that emoji are put together by are none of them.
 */
final class UnseenCharacters {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int TEXT_STYLE = 0xFE0E;
    private static final int EMOJI_STYLE = 0xFE0F;
    private static final int KEYCAP = 0x20E3;

    /** Scripts whose letters change their form by joiners (RFC 5892 A.1, A.2). */
    private static final Set<UnicodeScript> JOINED = EnumSet.of(
            UnicodeScript.ARABIC,
            UnicodeScript.SYRIAC,
            UnicodeScript.MONGOLIAN,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.BENGALI,
            UnicodeScript.GURMUKHI,
            UnicodeScript.GUJARATI,
            UnicodeScript.ORIYA,
            UnicodeScript.TAMIL,
            UnicodeScript.TELUGU,
            UnicodeScript.KANNADA,
            UnicodeScript.MALAYALAM,
            UnicodeScript.SINHALA,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private UnseenCharacters() {}

    /** The first one in an id; the styles of an emoji look the same, or nearly. */
    static OptionalInt firstInId(String text) {
        return first(text, (before, after) -> false, (before, after) -> false);
    }

    /** The first one in a name, where joiners may stand between letters of the scripts that need them, and emoji have styles. */
    static OptionalInt firstInName(String text) {
        return first(
                text,
                (before, after) -> isJoined(before) && isJoined(after),
                (before, after) -> isOfEmoji(before) || after == KEYCAP);
    }

    private static boolean isJoined(int character) {
        return JOINED.contains(UnicodeScript.of(character));
    }

    private static OptionalInt first(
            String text, BiPredicate<Integer, Integer> mayJoin, BiPredicate<Integer, Integer> mayStyle) {
        int[] characters = text.codePoints().toArray();
        for (int at = 0; at < characters.length; at++) {
            int before = at == 0 ? ' ' : characters[at - 1];
            int after = at == characters.length - 1 ? ' ' : characters[at + 1];
            boolean seen = switch (characters[at]) {
                case ZERO_WIDTH_JOINER -> (isOfEmoji(before) && isOfEmoji(after)) || mayJoin.test(before, after);
                case ZERO_WIDTH_NON_JOINER -> mayJoin.test(before, after);
                case TEXT_STYLE, EMOJI_STYLE -> mayStyle.test(before, after);
                default -> isSeen(characters[at]);
            };
            if (!seen) {
                return OptionalInt.of(characters[at]);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isOfEmoji(int character) {
        return Character.isExtendedPictographic(character)
                || Character.isEmojiModifier(character)
                || character == EMOJI_STYLE;
    }

    private static boolean isSeen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> !VisibleText.isFiller(character) && !isIgnorable(character);
        };
    }

    /** Marks that are not shown (Unicode's Default_Ignorable_Code_Point), beside those above. */
    private static boolean isIgnorable(int character) {
        return character == 0x034F
                || character == 0x17B4
                || character == 0x17B5
                || (character >= 0x180B && character <= 0x180F)
                || (character >= 0xFE00 && character <= 0xFE0F)
                || (character >= 0xE0100 && character <= 0xE01EF);
    }
}
