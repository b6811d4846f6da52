package org.livechat.server.provider;

/** Why something failed, for a line of the log. */
public final class Reason {
    private static final int LONGEST = 500;

    private Reason() {}

    /** What was thrown, on one line, with what lies behind an error that says nothing of it. */
    public static String of(Throwable failure) {
        Throwable cause = failure.getCause();
        String said = switch (failure) {
            case UnsupportedClassVersionError newer ->
                "%s; compile it with javac --release %d"
                        .formatted(newer.getMessage(), Runtime.version().feature());
            case ExceptionInInitializerError _ when cause != null -> "a static initializer failed: " + cause;
            default -> failure.toString();
        };
        return oneLine(said);
    }

    /** A text as one line of a log, without control characters, cut where it is long. */
    public static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}+\\s*", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
