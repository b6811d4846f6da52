package org.livechat.tools;

/**
 * Text of strangers for a terminal, without what would move the cursor, change colours, break the line or turn the direction of writing:
 * controls of C0 and C1, ends of lines, and the direction's controls (Unicode UAX 9).
 */
final class HarmlessText {
    private static final int REPLACEMENT = 0xFFFD;

    private HarmlessText() {}

    /** The text with a replacement sign for each. */
    static String of(String text) {
        StringBuilder harmless = new StringBuilder(text.length());
        text.codePoints()
                .map(character -> isHarmful(character) ? REPLACEMENT : character)
                .forEach(harmless::appendCodePoint);
        return harmless.toString();
    }

    /** A line of JSON with an escape for each, which is the same JSON. */
    static String json(String line) {
        StringBuilder harmless = new StringBuilder(line.length());
        line.codePoints().forEach(character -> {
            if (isHarmful(character)) {
                harmless.append("\\u%04x".formatted(character));
            } else {
                harmless.appendCodePoint(character);
            }
        });
        return harmless.toString();
    }

    private static boolean isHarmful(int character) {
        return Character.isISOControl(character)
                || character == 0x061C
                || character == 0x200E
                || character == 0x200F
                || (character >= 0x2028 && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069);
    }
}
