package org.livechat.core;

/** Whether people can see anything of a text: what shows nothing makes an empty row, or a name that nobody can call. */
public final class VisibleText {
    private VisibleText() {}

    /** Whether a text has a character that leaves something on the screen. */
    public static boolean isIn(String text) {
        return text.codePoints().anyMatch(VisibleText::shows);
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
    private static boolean isFiller(int character) {
        return switch (character) {
            case 0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800 -> true;
            default -> false;
        };
    }
}
