package org.livechat.media.turn;

import java.nio.charset.StandardCharsets;

/**
 * A user's id as TURN servers are told it, which count and log by it: anything but ASCII letters, digits and {@code - . _ ~} as the
 * percent-encoded bytes of UTF-8 (RFC 3986 2.1). coturn refuses blanks, quotes and backslashes, and a colon would end the expiry once more.
 */
final class TurnUser {
    private static final String PLAIN = "-._~";

    /** With the expiry before it a username stays below 509 bytes (RFC 8489 14.3). */
    private static final int LONGEST = 400;

    private TurnUser() {}

    static String of(String userId) {
        var text = new StringBuilder();
        for (byte part : userId.getBytes(StandardCharsets.UTF_8)) {
            int character = Byte.toUnsignedInt(part);
            String written = isPlain(character) ? Character.toString(character) : "%%%02X".formatted(character);
            if (text.length() + written.length() > LONGEST) {
                break;
            }
            text.append(written);
        }
        return text.toString();
    }

    private static boolean isPlain(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || PLAIN.indexOf(character) >= 0;
    }
}
