package org.livechat.rtc.bandwidth;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the layer of each picture slot of one receiver, so that all of them and the voice fit into the estimate.
 *
 * <p>Voice comes first: pictures are paused before it suffers. Every slot gets its lowest layer, by priority and then by the slot's
 * number, before any gets more; then all rise in turn. Frame rate goes before size. Down at once; up only when what is needed and
 * 15 % more has been there for a second, or a probe has just proven it, so that pictures do not change to and fro. A slot that
 * shows nothing waits for nothing.
 *
 * <p>A picture that is shown is paused only once two seconds were too little for the lowest layers of all that are, or at once when
 * not even half of that is there: what ends a pause is a keyframe, which takes a narrow way more than it saved in a short one.
 *
 * <p>The choice depends on the arguments and the choices before, on nothing else. Meant to be called a few times a second, and when
 * slots change; it allocates. Owned by one thread.
 */
public final class LayerAllocator {
    /** What must be there to go up, as a share of what is then needed. */
    private static final double HEADROOM = 1.15;

    private static final long STEADY_NANOS = 1_000_000_000;

    /** How long shown pictures may take more than there is, and how much more. */
    static final long PAUSE_PATIENCE_NANOS = 2_000_000_000;

    static final int MOST_EXCESS = 2;

    private static final Comparator<SlotDemand> BY_RANK =
            Comparator.comparingInt(SlotDemand::priority).reversed().thenComparingInt(SlotDemand::slot);

    private Map<Integer, Shown> shown = Map.of();
    private boolean scarce;
    private long scarceSince;

    private record Shown(Layer layer, long couldRiseSince, boolean couldRise) {}

    /** An allocator that has chosen nothing yet. */
    public LayerAllocator() {}

    /**
     * What would have to be there for everything that is wanted, with headroom: for {@link ReceiverEstimate#onTime}.
     *
     * @param voiceBitsPerSecond what the voices take
     */
    public static long wanted(long voiceBitsPerSecond, List<SlotDemand> demands) {
        double sum = voiceBitsPerSecond;
        for (SlotDemand demand : demands) {
            List<Layer> steps = demand.steps();
            sum += steps.isEmpty() ? 0 : steps.getLast().bitsPerSecond();
        }
        return (long) (HEADROOM * sum);
    }

    /**
     * Chooses anew.
     *
     * @param bitsPerSecond the estimate
     * @param isProven whether a probe has just shown that the estimate is really there
     * @param voiceBitsPerSecond what the voices take
     * @param demands the slots, each number once
     * @return the chosen layer by slot; a slot that is not in it is paused
     */
    public Map<Integer, Layer> allocate(
            long bitsPerSecond, boolean isProven, long voiceBitsPerSecond, List<SlotDemand> demands, long nowNanos) {
        List<SlotDemand> ranked = demands.stream().sorted(BY_RANK).toList();
        List<List<Layer>> steps = ranked.stream().map(SlotDemand::steps).toList();
        int[] most = LayerBudget.spend(bitsPerSecond - voiceBitsPerSecond, steps);
        if (isPatient(bitsPerSecond - voiceBitsPerSecond, ranked, steps, nowNanos)) {
            keepShown(most, ranked, steps);
        }
        int[] safe = LayerBudget.spend((long) (bitsPerSecond / HEADROOM) - voiceBitsPerSecond, steps);
        var next = new HashMap<Integer, Shown>();
        for (int i = 0; i < most.length; i++) {
            int rise = Math.min(safe[i], most[i]);
            int slot = ranked.get(i).slot();
            choose(slot, steps.get(i), rise, most[i], isProven, nowNanos).ifPresent(choice -> next.put(slot, choice));
        }
        shown = next;
        var chosen = new HashMap<Integer, Layer>();
        next.forEach((slot, choice) -> chosen.put(slot, choice.layer));
        return chosen;
    }

    /** Whether the lowest layers of what is shown take more than there is, but not by too much, and not for long. */
    private boolean isPatient(long budget, List<SlotDemand> ranked, List<List<Layer>> steps, long nowNanos) {
        long least = 0;
        for (int i = 0; i < ranked.size(); i++) {
            boolean isShown = shown.containsKey(ranked.get(i).slot());
            least +=
                    isShown && !steps.get(i).isEmpty() ? steps.get(i).getFirst().bitsPerSecond() : 0;
        }
        if (least <= budget) {
            scarce = false;
            return false;
        }
        if (!scarce) {
            scarce = true;
            scarceSince = nowNanos;
        }
        return least <= MOST_EXCESS * budget && nowNanos - scarceSince < PAUSE_PATIENCE_NANOS;
    }

    /** The lowest layer to each that is shown, and nothing else to any. */
    private void keepShown(int[] most, List<SlotDemand> ranked, List<List<Layer>> steps) {
        for (int i = 0; i < most.length; i++) {
            boolean isShown = shown.containsKey(ranked.get(i).slot());
            most[i] = isShown && !steps.get(i).isEmpty() ? 0 : LayerBudget.PAUSED;
        }
    }

    private Optional<Shown> choose(int slot, List<Layer> steps, int rise, int most, boolean isProven, long nowNanos) {
        Shown before = shown.get(slot);
        int current = before == null ? LayerBudget.PAUSED : stepAt(steps, before.layer);
        if (most == LayerBudget.PAUSED) {
            return Optional.empty();
        }
        if (before == null) {
            return rise == LayerBudget.PAUSED
                    ? Optional.empty()
                    : Optional.of(new Shown(steps.get(rise), nowNanos, false));
        }
        if (rise <= current) {
            // what is shown may take more than it did: it is the step that counts, and that fits
            return Optional.of(new Shown(steps.get(Math.max(0, Math.min(current, most))), nowNanos, false));
        }
        long since = before.couldRise ? before.couldRiseSince : nowNanos;
        if (isProven || current == LayerBudget.PAUSED || nowNanos - since >= STEADY_NANOS) {
            return Optional.of(new Shown(steps.get(rise), nowNanos, false));
        }
        return Optional.of(new Shown(steps.get(current), since, true));
    }

    /** The highest step that shows no more than that layer. */
    private static int stepAt(List<Layer> steps, Layer layer) {
        int step = LayerBudget.PAUSED;
        while (step + 1 < steps.size() && steps.get(step + 1).compareTo(layer) <= 0) {
            step++;
        }
        return step;
    }
}
