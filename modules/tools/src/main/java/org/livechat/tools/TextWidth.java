package org.livechat.tools;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * How many columns a text takes on a terminal: two for each East Asian wide character and emoji, one for other
 * characters, none for marks that join the one before (Unicode UAX #11, UTS #51).
 */
final class TextWidth {
    private static final int EMOJI_PRESENTATION = 0xFE0F;

    private TextWidth() {}

    static int of(String text) {
        BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
        clusters.setText(text);
        int width = 0;
        int start = clusters.first();
        for (int end = clusters.next(); end != BreakIterator.DONE; start = end, end = clusters.next()) {
            width += ofCluster(text.substring(start, end));
        }
        return width;
    }

    /** What people see as one character is as wide as its widest part. */
    private static int ofCluster(String cluster) {
        if (cluster.indexOf(EMOJI_PRESENTATION) > 0) {
            return 2;
        }
        return cluster.codePoints().map(TextWidth::ofCodePoint).max().orElse(0);
    }

    private static int ofCodePoint(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    private static boolean isWide(int codePoint) {
        return Character.isEmojiPresentation(codePoint)
                || within(codePoint, 0x1100, 0x115F) // Hangul Jamo that begin a syllable
                || within(codePoint, 0x2E80, 0x303E) // CJK radicals and punctuation
                || within(codePoint, 0x3041, 0xA4CF) // Kana, CJK, Yi
                || within(codePoint, 0xA960, 0xA97C) // Hangul Jamo Extended-A
                || within(codePoint, 0xAC00, 0xD7A3) // Hangul syllables
                || within(codePoint, 0xF900, 0xFAFF) // CJK compatibility
                || within(codePoint, 0xFE30, 0xFE6F) // CJK compatibility forms
                || within(codePoint, 0xFF01, 0xFF60) // full-width forms
                || within(codePoint, 0xFFE0, 0xFFE6)
                || within(codePoint, 0x20000, 0x3FFFD); // CJK extensions
    }

    private static boolean within(int codePoint, int first, int last) {
        return codePoint >= first && codePoint <= last;
    }

    /** The text with spaces behind it, so that it takes so many columns. */
    static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }
}
