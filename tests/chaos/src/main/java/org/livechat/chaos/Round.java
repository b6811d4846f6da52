package org.livechat.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Everyone comes, does what they like for a while, and goes; the server may be ended and started again in the middle. */
final class Round {
    /** How the server ends in the middle. */
    enum End {
        NONE,
        KILL,
        TERMINATE
    }

    private static final Duration TERMINATED = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration ALL_GO = Duration.ofSeconds(90);

    private final Stage stage;
    private final long seed;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Optional<Epoch> epoch = Optional.empty();

    Round(Stage stage, long seed) {
        this.stage = stage;
        this.seed = seed;
    }

    /** Returns when all have gone. */
    void play(End end) throws InterruptedException, IOException {
        epoch = Optional.of(Epoch.begin(stage));
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < stage.profile().people(); i++) {
            all.add(start(Profile.userId(i), new Person(stage, () -> epoch, over, i, seed)));
        }
        for (int i = 0; i < stage.profile().strangers(); i++) {
            all.add(start("stranger" + i, new DeafStranger(stage, () -> epoch, over, i)));
        }
        all.add(start("operator", new Operator(stage, () -> epoch, over, seed)));

        Duration half = stage.profile().round().dividedBy(2);
        pass(half);
        if (end != End.NONE) {
            endServer(end);
        }
        pass(half);
        over.countDown();
        long patient = System.nanoTime() + ALL_GO.toNanos();
        for (Thread one : all) {
            if (!one.join(Duration.ofNanos(Math.max(1, patient - System.nanoTime())))) {
                stage.findings().add(Rule.SOUND, one.getName() + " hangs at " + List.of(one.getStackTrace()));
            }
        }
        Epoch last = epoch.orElseThrow();
        last.close();
        epoch = Optional.empty();
    }

    private static Thread start(String name, Runnable life) {
        return Thread.ofVirtual().name(name).start(life);
    }

    private void pass(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(Math.min(time.toMillis(), BETWEEN_LOOKS.toMillis()));
            epoch.ifPresent(Epoch::lookAtTimes);
            if (!stage.server().isRunning()) {
                stage.findings()
                        .add(
                                Rule.SOUND,
                                "the server has ended; it said "
                                        + stage.server().lastLines());
                throw new IllegalStateException("without a server nothing goes on");
            }
        }
    }

    private void endServer(End end) throws InterruptedException, IOException {
        Epoch ended = epoch.orElseThrow();
        ended.ends();
        epoch = Optional.empty();
        if (end == End.KILL) {
            stage.server().kill();
        } else {
            stage.server().terminate(TERMINATED);
        }
        stage.figures().count("server ended, " + end);
        // Whatever was sent before is read by now, but by those who read nothing for a while.
        TimeUnit.MILLISECONDS.sleep(500);
        ended.close();
        stage.server().startAgain();
        epoch = Optional.of(Epoch.begin(stage));
    }
}
