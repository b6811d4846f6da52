package org.livechat.tools;

/** How many there are of something, in words. */
final class Count {
    private Count() {}

    /** @param one such as {@code row}, of which several are {@code rows} */
    static String of(long count, String one) {
        return count + " " + (count == 1 ? one : one + "s");
    }
}
