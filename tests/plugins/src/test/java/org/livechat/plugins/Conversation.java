package org.livechat.plugins;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a page of docs shows people say to the server, and what it tells them. */
record Conversation(List<Line> lines) {
    private static final Pattern LINE = Pattern.compile("(\\w+)([<>]) (.+)");

    /**
     * A line of it.
     *
     * @param person who says it or is told it
     * @param isSaid whether it is said
     */
    record Line(String person, boolean isSaid, String text) {}

    /** @param block lines such as {@code ann> request} and {@code ann< granted 30} */
    static Conversation parse(String block) {
        return new Conversation(block.lines().map(Conversation::line).toList());
    }

    private static Line line(String written) {
        Matcher matcher = LINE.matcher(written);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + written + "' has to be NAME> TEXT or NAME< TEXT");
        }
        return new Line(matcher.group(1), matcher.group(2).equals(">"), matcher.group(3));
    }
}
