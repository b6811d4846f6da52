package org.livechat.chaos;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What one does one after the other, which is the seed's alone: neither what came of it nor how fast the machine is changes what comes next.
 * What is not possible when its turn comes is left out.
 */
final class Script {
    /**
     * One thing to do.
     *
     * @param pause to wait before
     * @param choices for whatever has to be decided about it
     */
    record Step(Duration pause, Act act, SplittableRandom choices) {}

    private final SplittableRandom random;
    private final Duration meanPause;

    /** @param number that of the one whose script it is, among all who have the seed */
    Script(long seed, int number, Duration meanPause) {
        this.random = random(seed, number);
        this.meanPause = meanPause;
    }

    /** For those who have no script but choices to make. */
    static SplittableRandom random(long seed, int number) {
        // Of neighbours nothing is alike: each is the split-off of a generator of its own.
        return new SplittableRandom(seed + 0x9E37_79B9_7F4A_7C15L * number).split();
    }

    Step next() {
        long pause = Math.round(2 * meanPause.toMillis() * random.nextDouble());
        return new Step(Duration.ofMillis(pause), Act.draw(random), random.split());
    }
}
