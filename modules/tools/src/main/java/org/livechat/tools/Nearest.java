package org.livechat.tools;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The word that somebody has meant who has mistyped it. */
final class Nearest {
    /** Letters that a word of that many may have wrong: one in three, and two at most. */
    private static final int LETTERS_TO_ONE_WRONG = 3;

    private static final int MOST_WRONG = 2;

    private Nearest() {}

    /** That of some words; empty if none is near. */
    static Optional<String> of(String typed, List<String> words) {
        int most = Math.min(MOST_WRONG, typed.length() / LETTERS_TO_ONE_WRONG);
        return words.stream()
                .filter(word -> distance(typed, word) <= most)
                .min(Comparator.comparingInt(word -> distance(typed, word)));
    }

    /** Letters that are missing, too many, others, or swapped with the next one. */
    private static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int changed = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                steps[i][j] = Math.min(Math.min(steps[i - 1][j], steps[i][j - 1]) + 1, steps[i - 1][j - 1] + changed);
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                if (swapped) {
                    steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
                }
            }
        }
        return steps[from.length()][to.length()];
    }
}
