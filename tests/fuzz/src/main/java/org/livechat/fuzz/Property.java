package org.livechat.fuzz;

/** Something that has to hold for any input. */
final class Property {
    private static final int MOST_SAID = 10_000;

    private Property() {}

    /** @throws AssertionError which the fuzzer reports with the input */
    static void holds(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }

    /** What is refused is said, in a bounded number of characters. */
    static void isSaid(RuntimeException refused) {
        String reason = refused.getMessage();
        holds(
                reason != null && !reason.isEmpty() && reason.length() <= MOST_SAID,
                "what is refused is said, and bounded");
    }
}
