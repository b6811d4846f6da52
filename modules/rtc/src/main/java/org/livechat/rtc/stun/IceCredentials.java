package org.livechat.rtc.stun;

import java.util.random.RandomGenerator;

/**
 * A user name fragment and password of one side (RFC 8839 5.4).
 *
 * @param ufrag 4 to 256 characters
 * @param password 22 to 256 characters
 */
public record IceCredentials(String ufrag, String password) {
    /** Operators name an endpoint by its ufrag in the path of a URL, where '/' and '+' would mean something. */
    private static final String OWN_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static final String ICE_CHARACTERS = OWN_CHARACTERS + "+/";
    private static final int UFRAG_LENGTH = 8;
    private static final int PASSWORD_LENGTH = 24;
    private static final int LONGEST = 256;

    public IceCredentials {
        requireIceCharacters("ufrag", ufrag, 4);
        requireIceCharacters("password", password, 22);
    }

    /** New credentials of letters and digits, of 47 and 142 random bits. */
    public static IceCredentials random(RandomGenerator secureRandom) {
        return new IceCredentials(text(secureRandom, UFRAG_LENGTH), text(secureRandom, PASSWORD_LENGTH));
    }

    private static String text(RandomGenerator random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(OWN_CHARACTERS.charAt(random.nextInt(OWN_CHARACTERS.length())));
        }
        return text.toString();
    }

    private static void requireIceCharacters(String name, String value, int shortest) {
        if (value.length() < shortest || value.length() > LONGEST) {
            throw new IllegalArgumentException("ICE " + name + " of " + value.length() + " characters, but " + shortest
                    + " to " + LONGEST + " are needed");
        }
        if (value.chars().anyMatch(c -> ICE_CHARACTERS.indexOf(c) < 0)) {
            throw new IllegalArgumentException(
                    "ICE " + name + " holds a character that is no letter, digit, '+' or '/'");
        }
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return "IceCredentials[" + ufrag + "]";
    }
}
