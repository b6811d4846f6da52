package org.livechat.trace;

import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in which run's trace somebody is, as ids of Server-Sent Events: a reader whose connection broke sends the last one that it saw as
 * {@code Last-Event-ID} and goes on behind it (HTML Living Standard 9.2). Numbers begin anew with every start of the server, so an id
 * names the run, too.
 */
final class TracePlace {
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{16})-(0|[1-9][0-9]{0,17})");

    private final String run =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());

    /** The id of one who has seen all events of this run before a number, counted from 0. */
    String id(long next) {
        return run + "-" + next;
    }

    /** Whether it may have been given by this run of the server or another one. */
    static boolean isId(String text) {
        return FORM.matcher(text).matches();
    }

    /** The number of the event that comes next for an id of this run; empty for one of another, or of none. */
    OptionalLong next(Optional<String> id) {
        Matcher matcher = FORM.matcher(id.orElse(""));
        return matcher.matches() && matcher.group(1).equals(run)
                ? OptionalLong.of(Long.parseLong(matcher.group(2)))
                : OptionalLong.empty();
    }
}
