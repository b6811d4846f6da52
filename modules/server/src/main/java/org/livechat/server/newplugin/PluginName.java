package org.livechat.server.newplugin;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a new plug-in, its part and its folder are called.
 *
 * @param name 1 to 64 of {@code a-z 0-9 -}
 */
record PluginName(String name) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final String PREFIX = "org.example.";

    /** Words of Java that are no identifiers (JLS 3.9), and those that mean something in a module declaration. */
    private static final Set<String> RESERVED = Set.of(
            ("abstract assert boolean break byte case catch char class const continue default do double else enum extends false final"
                            + " finally float for goto if implements import instanceof int interface long native new null package private"
                            + " protected public return short static strictfp super switch synchronized this throw throws transient true"
                            + " try void volatile while exports module open opens provides requires to transitive uses with")
                    .split(" "));

    /** @throws IllegalArgumentException when it is none */
    PluginName {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name is '%s', but has to be 1 to 64 of a-z 0-9 -, and not begin with -".formatted(name));
        }
    }

    /** One word that Java takes for an identifier, such as {@code talkbudget} for {@code talk-budget}. */
    String identifier() {
        String word = name.replace("-", "");
        boolean isOne = !Character.isDigit(word.charAt(0)) && !RESERVED.contains(word);
        return isOne ? word : "plugin" + word;
    }

    /** Its module, and its package. */
    String module() {
        return PREFIX + identifier();
    }
}
