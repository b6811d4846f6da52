package org.livechat.server.config;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The name that somebody has meant who has misspelt it. */
public final class Nearest {
    private static final int WORTH_SUGGESTING = 3;

    private Nearest() {}

    /** The one of these that is most like a misspelt name, if any is like it. */
    public static Optional<String> of(Stream<String> names, String misspelt) {
        return names.filter(name -> distance(name, misspelt) <= WORTH_SUGGESTING)
                .min(Comparator.comparingInt(name -> distance(name, misspelt)));
    }

    // Levenshtein, one row at a time.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
