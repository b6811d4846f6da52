package org.livechat.chaos;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.livechat.api.FloorIndicator;
import org.livechat.chaos.FloorStanding.Standing;
import org.livechat.protocol.ClientMessage;

/** One wish to talk, and what comes of it. */
final class Talk {
    private static final Duration FRAME = Duration.ofMillis(20);
    private static final Duration PING = Duration.ofSeconds(2);
    private static final int FRAMES_UNASKED = 5;
    private static final int ONE_IN_TALKS_FOR_TOO_LONG = 15;
    private static final int ONE_IN_FALLS_SILENT = 15;
    private static final int ONE_IN_CANNOT_STOP = 8;

    private final Stage stage;
    private final Presence in;
    private final CountDownLatch over;
    private final FloorIndicator indicator;
    private final OptionalInt priority;
    private final Duration patience;
    private final boolean asksAgain;
    private final Duration length;
    private final boolean fallsSilent;
    private final boolean cannotStop;

    Talk(Stage stage, Presence in, CountDownLatch over, SplittableRandom choices) {
        this.stage = stage;
        this.in = in;
        this.over = over;
        this.indicator = indicator(choices.nextInt(100));
        int wanted = choices.nextInt(512);
        this.priority = wanted < 256 ? OptionalInt.of(wanted) : OptionalInt.empty();
        this.patience = Duration.ofMillis(200 + choices.nextInt(4000));
        this.asksAgain = choices.nextInt(4) == 0;
        int millis = 200 + choices.nextInt(1600);
        boolean talksForTooLong = choices.nextInt(ONE_IN_TALKS_FOR_TOO_LONG) == 0;
        this.length = talksForTooLong ? Profile.LONGEST_TURN : Duration.ofMillis(millis);
        this.fallsSilent = choices.nextInt(ONE_IN_FALLS_SILENT) == 0;
        this.cannotStop = choices.nextInt(ONE_IN_CANNOT_STOP) == 0;
    }

    private static FloorIndicator indicator(int percent) {
        if (percent < 80) {
            return FloorIndicator.NORMAL;
        }
        if (percent < 88) {
            return FloorIndicator.BROADCAST;
        }
        return percent < 95 ? FloorIndicator.IMMINENT_PERIL : FloorIndicator.EMERGENCY;
    }

    /** Asks for the floor, waits for as long as there is patience, talks, and lets go. */
    void talk() throws InterruptedException {
        if (in.media().isPresent() && !in.media().get().awaitConnected(Stage.PATIENCE)) {
            return;
        }
        if (in.isConference()) {
            speak(begin(), length, () -> true);
            return;
        }
        in.settle();
        FloorStanding floor = in.membership().floor();
        if (!ask(floor)) {
            return;
        }
        if (floor.standing() == Standing.QUEUED) {
            stage.figures().count("floor requests queued");
            if (asksAgain && !ask(floor)) {
                return;
            }
            in.membership().await(() -> floor.standing() != Standing.QUEUED, patience);
        }
        if (floor.standing() == Standing.TALKING) {
            stage.figures().count("floor requests granted");
            hold(floor);
        }
        floor.releases();
        in.connection().tell(new ClientMessage.FloorRelease(in.channelId()));
        in.settle();
        if (cannotStop) {
            speakUnasked();
        }
    }

    private boolean ask(FloorStanding floor) throws InterruptedException {
        floor.asks();
        stage.figures().count("floor requests");
        in.connection().tell(new ClientMessage.FloorRequest(in.channelId(), priority, indicator));
        boolean isAnswered = in.membership().await(floor::isAnswered, Stage.PATIENCE);
        if (!isAnswered) {
            stage.findings().add(Rule.ANSWERED, in.connection().userId() + ": no answer to FLOOR_REQUEST");
        }
        return isAnswered;
    }

    private void hold(FloorStanding floor) throws InterruptedException {
        long begin = System.nanoTime();
        Bursts.Burst burst = begin();
        boolean goesOn = speak(burst, length, () -> floor.standing() == Standing.TALKING);
        if (goesOn && fallsSilent) {
            // Nothing is said any more, and nothing is let go: T1 ends it, or what ends the longest turn.
            in.membership().await(() -> floor.standing() != Standing.TALKING, Profile.LONGEST_TURN);
        }
        if (System.nanoTime() - begin > Profile.LONGEST_TURN.toNanos() && floor.standing() == Standing.TALKING) {
            stage.findings()
                    .add(
                            Rule.IN_TIME,
                            in.connection().userId() + " talks in " + in.channelId() + " for more than "
                                    + Profile.LONGEST_TURN);
        }
        if (floor.standing() != Standing.TALKING) {
            stage.figures().count("turns ended by the server");
        }
    }

    private Bursts.Burst begin() {
        return stage.bursts().begin(in.connection().userId(), in.channelId());
    }

    private interface Permission {
        boolean holds();
    }

    /** Returns whether it has said all that it wanted to. */
    private boolean speak(Bursts.Burst burst, Duration time, Permission permission) throws InterruptedException {
        var frame = new Frame(burst.number(), true);
        long begin = System.nanoTime();
        long nextPing = begin;
        boolean isFirst = true;
        while (permission.holds() && in.connection().isOpen()) {
            long now = System.nanoTime();
            if (now - begin > time.toNanos()) {
                return true;
            }
            if (now - nextPing >= 0 && !in.isConference()) {
                nextPing += PING.toNanos();
                in.connection().tell(new ClientMessage.FloorPing(in.channelId()));
            }
            Optional<Media> media = in.media();
            if (media.isPresent()) {
                media.get().say(frame, isFirst);
                isFirst = false;
            }
            if (over.await(FRAME.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return false;
    }

    /** Talks without having asked, which nobody may hear. */
    void speakUnasked() throws InterruptedException {
        if (in.isConference() || in.media().isEmpty() || !in.media().get().isConnected()) {
            return;
        }
        in.settle();
        var frame = new Frame(begin().number(), false);
        for (int i = 0; i < FRAMES_UNASKED; i++) {
            in.media().get().say(frame, i == 0);
            TimeUnit.MILLISECONDS.sleep(FRAME.toMillis());
        }
        in.settle();
    }
}
