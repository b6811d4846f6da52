package org.livechat.rtc.layer;

/**
 * The numbers that were left out of a sequence lately, as runs, and what the others become where these gaps are closed: each is less
 * by how many before it were left out. Numbers here do not wrap. The oldest runs are forgotten.
 */
public final class OmittedNumbers {
    /** What is returned of a number from before all that is remembered. */
    public static final long FORGOTTEN = -1;

    /** Every second frame of 60 a second, for as long as what was sent can be asked for again. */
    static final int MOST_RUNS = 64;

    private final long[] firsts = new long[MOST_RUNS];
    private final long[] ends = new long[MOST_RUNS];
    /** How many were left out before each run. */
    private final long[] befores = new long[MOST_RUNS];

    private int runs;
    private long total;

    /** Nothing is left out yet. */
    public OmittedNumbers() {}

    /** Begins anew. */
    public void clear() {
        runs = 0;
        total = 0;
    }

    /** Leaves out a number, which has to be higher than all that were; one that is not is there already, or too late. */
    public void omit(long number) {
        if (runs > 0 && number < ends[place(runs - 1)]) {
            return;
        }
        if (runs > 0 && number == ends[place(runs - 1)]) {
            ends[place(runs - 1)]++;
        } else {
            firsts[place(runs)] = number;
            ends[place(runs)] = number + 1;
            befores[place(runs)] = total;
            runs++;
        }
        total++;
    }

    /** Whether a number was left out. */
    public boolean has(long number) {
        for (int run = runs - 1; run >= oldest(); run--) {
            if (number >= firsts[place(run)]) {
                return number < ends[place(run)];
            }
        }
        return false;
    }

    /** How many were left out in all. */
    public long total() {
        return total;
    }

    /** How many were left out before a number; {@link #FORGOTTEN} of one that is too old. */
    public long before(long number) {
        for (int run = runs - 1; run >= oldest(); run--) {
            if (number >= firsts[place(run)]) {
                return befores[place(run)] + Math.min(number, ends[place(run)]) - firsts[place(run)];
            }
        }
        return oldest() == 0 ? 0 : FORGOTTEN;
    }

    /** Which number became this one, being less by how many before it were left out; {@link #FORGOTTEN} of one too old. */
    public long original(long moved) {
        for (int run = runs - 1; run >= oldest(); run--) {
            long number = moved + befores[place(run)] + ends[place(run)] - firsts[place(run)];
            if (number >= ends[place(run)]) {
                return number;
            }
        }
        return oldest() == 0 ? moved : FORGOTTEN;
    }

    private int oldest() {
        return Math.max(0, runs - MOST_RUNS);
    }

    private static int place(int run) {
        return run & (MOST_RUNS - 1);
    }
}
