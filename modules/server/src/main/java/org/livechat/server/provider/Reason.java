package org.livechat.server.provider;

import java.util.Objects;

/** Why something failed, for a line of the log. What a plug-in throws may fail itself when it is asked for its text. */
public final class Reason {
    private static final int LONGEST = 500;
    private static final int DEEPEST = 16;

    private Reason() {}

    /** What was thrown, on one line, with what lies behind an error that says nothing of it. */
    public static String of(Throwable failure) {
        Throwable told = failure instanceof PartError error ? error.thrown() : failure;
        Throwable cause = told.getCause();
        return oneLine(
                switch (told) {
                    case UnsupportedClassVersionError newer ->
                        "%s; compile it with javac --release %d"
                                .formatted(newer.getMessage(), Runtime.version().feature());
                    case ExceptionInInitializerError _
                    when cause != null -> "a static initializer failed: " + text(cause);
                    default -> text(told);
                });
    }

    /** A text as one line of a log, without control characters, cut where it is long. */
    public static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}+\\s*", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    /**
     * The same failure, or where it or a cause of its fails when it is asked for its text, as the loggers of this world do
     * without a thought, another one that stands for it.
     */
    public static Throwable loggable(Throwable failure) {
        if (failure instanceof PartError error) {
            return error.thrown();
        }
        Throwable link = failure;
        for (int depth = 0; link != null && depth < DEEPEST; depth++) {
            try {
                Objects.requireNonNull(link + link.getLocalizedMessage() + link.getMessage());
                link = link.getCause();
            } catch (Throwable _) {
                return new PartError(failure, of(failure));
            }
        }
        return failure;
    }

    private static String text(Throwable failure) {
        try {
            return failure.toString();
        } catch (Throwable _) {
            return failure.getClass().getName() + ", which fails when it is asked for its text";
        }
    }
}
