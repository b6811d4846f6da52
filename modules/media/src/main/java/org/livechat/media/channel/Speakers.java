package org.livechat.media.channel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.livechat.media.inbound.Talker;

/**
 * The few whose audio a conference forwards, and whose picture is shown first. With hysteresis: one who speaks takes the
 * place of who has been silent for longest, or of somebody much quieter, and nobody is moved without need. Runs under
 * the lock of the channel's relay.
 */
final class Speakers {
    private static final long SILENT_NANOS = TimeUnit.MILLISECONDS.toNanos(700);
    private static final int MUCH_LOUDER_DECIBELS = 12;

    private final int most;
    private List<Talker> speakers = List.of();

    Speakers(int most) {
        this.most = most;
    }

    /** Those chosen last. */
    List<Talker> chosen() {
        return speakers;
    }

    /** Chooses again; returns whether the choice has changed. */
    boolean choose(List<Talker> talkers, long nowNanos) {
        List<Talker> chosen = new ArrayList<>(speakers);
        chosen.retainAll(talkers);
        List<Talker> others = new ArrayList<>(talkers);
        others.removeAll(chosen);
        others.sort(Comparator.comparingInt(Speakers::decibels).reversed());
        for (Talker other : others) {
            if (chosen.size() < most) {
                chosen.add(other);
            } else if (other.loudness().isSpeaking(nowNanos)) {
                replace(chosen, other, nowNanos);
            }
        }
        boolean changed = !chosen.equals(speakers);
        speakers = List.copyOf(chosen);
        return changed;
    }

    private static void replace(List<Talker> chosen, Talker newcomer, long nowNanos) {
        placeFor(newcomer, chosen, nowNanos).ifPresent(place -> chosen.set(chosen.indexOf(place), newcomer));
    }

    /** Whose place of these somebody takes who speaks: of who has been silent for longest, or of somebody much quieter. */
    static Optional<Talker> placeFor(Talker newcomer, List<Talker> present, long nowNanos) {
        Optional<Talker> silent = present.stream()
                .max(Comparator.comparingLong(talker -> talker.loudness().silentNanos(nowNanos)))
                .filter(talker -> talker.loudness().silentNanos(nowNanos) > SILENT_NANOS);
        return silent.isPresent()
                ? silent
                : present.stream()
                        .min(Comparator.comparingInt(Speakers::decibels))
                        .filter(quietest -> decibels(newcomer) - decibels(quietest) >= MUCH_LOUDER_DECIBELS);
    }

    private static int decibels(Talker talker) {
        return talker.loudness().decibels();
    }
}
