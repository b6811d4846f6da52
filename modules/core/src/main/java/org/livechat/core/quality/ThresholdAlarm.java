package org.livechat.core.quality;

/**
 * Says when one figure is too bad: when more than one measurement in 20 of the latest time is above a threshold, which is when the
 * 95th percentile is. So few that one bad one would decide raise nothing.
 *
 * <p>Has no clock: times are arguments, in ns. Owned by one thread, or guarded by its owner.
 */
public final class ThresholdAlarm {
    /** With fewer measurements nothing is said. */
    static final int LEAST = 20;

    private static final int ONE_IN = 20;
    private static final int SLICES = 10;

    /** What has become of the alarm. */
    public enum Change {
        NONE,
        RAISED,
        CLEARED
    }

    private final long thresholdNanos;
    private final long sliceNanos;
    private final int[] all = new int[SLICES];
    private final int[] above = new int[SLICES];
    private long newestSlice;
    private boolean begun;
    private long beganNanos;
    private boolean raised;

    /**
     * @param thresholdNanos what is longer is too long
     * @param windowNanos what is older counts no more, to a tenth of it
     */
    public ThresholdAlarm(long thresholdNanos, long windowNanos) {
        this.thresholdNanos = thresholdNanos;
        this.sliceNanos = Math.max(1, windowNanos / SLICES);
    }

    /** Takes a measurement into account. */
    public Change measured(long nanos, long nowNanos) {
        advance(nowNanos);
        int slice = place(newestSlice);
        all[slice]++;
        if (isAbove(nanos)) {
            above[slice]++;
        }
        return judge();
    }

    /** Lets time pass; call it now and then while the alarm is raised, since nothing else may happen. */
    public Change passed(long nowNanos) {
        advance(nowNanos);
        return judge();
    }

    /** Whether a measurement counts as too long. */
    public boolean isAbove(long nanos) {
        return nanos > thresholdNanos;
    }

    public boolean isRaised() {
        return raised;
    }

    /** Measurements of the latest time. */
    public int measurements() {
        return sum(all);
    }

    /** How many of them were too long. */
    public int tooLong() {
        return sum(above);
    }

    private Change judge() {
        int count = measurements();
        boolean isBad = count >= LEAST && ONE_IN * tooLong() > count;
        if (isBad == raised) {
            return Change.NONE;
        }
        raised = isBad;
        return raised ? Change.RAISED : Change.CLEARED;
    }

    private void advance(long nowNanos) {
        if (!begun) {
            begun = true;
            beganNanos = nowNanos;
        }
        // By difference, since System.nanoTime() may overflow.
        long slice = (nowNanos - beganNanos) / sliceNanos;
        for (int passed = 0; newestSlice < slice && passed < SLICES; passed++) {
            newestSlice = slice - newestSlice > SLICES ? slice - SLICES + 1 : newestSlice + 1;
            all[place(newestSlice)] = 0;
            above[place(newestSlice)] = 0;
        }
    }

    private static int place(long slice) {
        return Math.floorMod(slice, SLICES);
    }

    private static int sum(int[] counts) {
        int sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }
}
