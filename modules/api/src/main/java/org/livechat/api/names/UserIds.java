package org.livechat.api.names;

import java.text.Normalizer;
import org.livechat.api.Credential;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;

/**
 * What ids of users have to look like: anything that can be read, that does not look like another one by what nobody sees, and that can be
 * a part of a path. After the IdentifierClass of RFC 8264 and the blanks of RFC 8266, but nothing is mapped: what is not as it should be is
 * refused, and symbols are let in.
 *
 * @since 1
 */
public final class UserIds {
    /** Whom events name that are nobody's. */
    private static final String RESERVED = "system";

    private UserIds() {}

    /**
     * Takes an id that people can read and paths can name.
     *
     * @throws RequestRefused INVALID_PAYLOAD, with what would be right
     */
    public static void requireSound(String userId) {
        int length = userId.codePointCount(0, userId.length());
        if (length < 1 || length > Credential.LONGEST_USER_ID) {
            throw refused("has to have 1 to " + Credential.LONGEST_USER_ID + " characters, this one has " + length);
        }
        if (userId.codePoints().anyMatch(UserIds::isNoText)) {
            throw refused("may have no control character and no half of a surrogate pair");
        }
        if (VisibleText.turns(userId)) {
            throw refused("may have no character that turns the direction of writing"
                    + " (U+202A to U+202E, U+2066 to U+2069)");
        }
        if (!VisibleText.isIn(userId)) {
            throw refused("has to have something in it that can be seen");
        }
        if (VisibleText.hasBlankEnds(userId) || userId.contains("  ")) {
            throw refused("may not begin or end with a blank, and may not have two of them together");
        }
        VisibleText.hidden(UnseenCharacters.firstInId(userId)).ifPresent(hidden -> {
            throw refused("may not have " + hidden);
        });
        if (VisibleText.beginsWithMark(userId)) {
            throw refused("may not begin with a mark that belongs on a letter");
        }
        String normal = Normalizer.normalize(userId, Normalizer.Form.NFKC);
        if (!userId.equals(normal)) {
            throw refused("has to be in Unicode's form NFKC, in which this one is " + normal);
        }
        if (userId.equals(".") || userId.equals("..")) {
            throw refused("may not be . or .., which no path can name");
        }
        if (userId.equals(RESERVED)) {
            throw refused("may not be " + RESERVED + ", as events of the server itself are by");
        }
    }

    private static RequestRefused refused(String rule) {
        return new RequestRefused(ErrorCode.INVALID_PAYLOAD, "a user id " + rule);
    }

    // Half of a surrogate pair is no character, and no path can name it.
    private static boolean isNoText(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }
}
