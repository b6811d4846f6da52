package org.livechat.http.server;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An origin of {@code http.allowed_origins}, in the form in which browsers send it (RFC 6454 6.2). */
final class AllowedOrigin {
    /** What {@link #isOne} takes, in words. */
    static final String EXPECTED =
            "origins such as https://dispatch.example.org or http://192.0.2.7:8081: scheme, host, and the port where it is"
                    + " not the scheme's own, without path and without *";

    private static final Pattern FORM =
            Pattern.compile("([a-z][a-z0-9+.-]*)://(\\[[0-9a-f:.]+\\]|[a-z0-9._-]+)(?::([0-9]{1,5}))?/?");
    private static final int MOST_PORT = 65_535;

    private AllowedOrigin() {}

    /** Whether a browser could send it, but for a slash at its end and a port that goes without saying. */
    static boolean isOne(String text) {
        return asSent(text).isPresent();
    }

    /** As browsers send it; empty if none does. */
    static Optional<String> asSent(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String origin = matcher.group(1) + "://" + matcher.group(2);
        if (matcher.group(3) == null) {
            return Optional.of(origin);
        }
        int port = Integer.parseInt(matcher.group(3));
        if (port < 1 || port > MOST_PORT) {
            return Optional.empty();
        }
        boolean isUsual = port
                == (switch (matcher.group(1)) {
                    case "https" -> 443;
                    case "http" -> 80;
                    default -> 0;
                });
        return Optional.of(isUsual ? origin : origin + ":" + port);
    }
}
