package org.livechat.fuzz;

/** Something that has to hold for any input. */
public final class Property {
    private static final int MOST_SAID = 10_000;

    private Property() {}

    /** Throws an AssertionError, which the fuzzer reports with the input, unless a condition holds. */
    public static void holds(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }

    /** What is refused is said, in a bounded number of characters. */
    public static void isSaid(Exception refused) {
        String reason = refused.getMessage();
        holds(
                reason != null && !reason.isEmpty() && reason.length() <= MOST_SAID,
                "what is refused is said, and bounded");
    }
}
