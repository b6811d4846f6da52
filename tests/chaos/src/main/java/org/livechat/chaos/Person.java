package org.livechat.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ClientMessage;

/** Somebody who does what their script says, in whatever channel they are; a thread of its own. */
final class Person implements Runnable {
    private static final double MOST_LOSS = 0.15;
    private static final int ONE_IN_HAS_A_BAD_NETWORK = 6;
    private static final int ONE_IN_WANTS_NO_MEDIA = 12;
    private static final int ONE_IN_ONLY_LISTENS = 12;
    private static final Duration RETRY = Duration.ofMillis(500);

    private final Stage stage;
    private final Supplier<Optional<Epoch>> epochs;
    private final CountDownLatch over;
    private final String userId;
    private final Script script;
    private final double loss;
    private Optional<Presence> presence = Optional.empty();

    /** @param over when it is time to go */
    Person(Stage stage, Supplier<Optional<Epoch>> epochs, CountDownLatch over, int number, long seed) {
        this.stage = stage;
        this.epochs = epochs;
        this.over = over;
        this.userId = Profile.userId(number);
        this.script = new Script(seed, number, stage.profile().pause());
        this.loss = number % ONE_IN_HAS_A_BAD_NETWORK == 0
                ? MOST_LOSS * Script.random(seed, -1 - number).nextDouble()
                : 0;
    }

    @Override
    public void run() {
        try {
            while (!isOver(Duration.ZERO)) {
                Script.Step step = script.next();
                if (isOver(step.pause())) {
                    break;
                }
                perform(step);
            }
            leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | IOException e) {
            stage.findings().add(Rule.SOUND, userId + " fails: " + e + " at " + List.of(e.getStackTrace()));
        } finally {
            presence.ifPresent(Presence::vanish);
        }
    }

    private boolean isOver(Duration wait) throws InterruptedException {
        return over.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void perform(Script.Step step) throws InterruptedException, IOException {
        try {
            if (presence.isPresent() && !presence.get().isGood()) {
                presence.get().vanish();
                presence = Optional.empty();
            }
            SplittableRandom choices = step.choices();
            SplittableRandom forJoining = choices.split();
            if (presence.isEmpty()) {
                presence = come(forJoining, Optional.empty());
            }
            if (presence.isPresent()) {
                stage.figures().count("did " + step.act());
                presence = act(presence.get(), step.act(), choices);
            } else {
                isOver(RETRY);
            }
        } catch (Gone gone) {
            presence.ifPresent(Presence::vanish);
            presence = Optional.empty();
        }
    }

    private Optional<Presence> act(Presence in, Act act, SplittableRandom choices)
            throws InterruptedException, IOException {
        switch (act) {
            case TALK -> new Talk(stage, in, over, choices).talk();
            case SPEAK_UNASKED -> new Talk(stage, in, over, choices).speakUnasked();
            case CHAT -> in.settle();
            case LOOK_AROUND -> in.lookAround();
            case RENEGOTIATE -> in.renegotiate(media -> media.changedOffer(in.isConference()));
            case RESTART_ICE ->
                in.renegotiate(media -> {
                    media.peer().restartIce();
                    return media.sameOffer();
                });
            case CHANGE_CERTIFICATE ->
                in.renegotiate(media -> {
                    media.peer().changeCertificate();
                    return media.sameOffer();
                });
            case CHANGE_NETWORK -> in.media().ifPresent(media -> media.peer().rebind());
            case LOSE_MEDIA -> in.loseMedia();
            case LOSE_WEBSOCKET -> in.loseWebSocket(choices.nextBoolean(), Duration.ofMillis(choices.nextInt(1500)));
            case READ_NOTHING -> in.readNothing(over, Duration.ofMillis(500 + choices.nextInt(2500)));
            case SEND_NONSENSE -> in.sendNonsense(choices);
            case MOVE -> {
                return come(choices, in.leave());
            }
            case HANG_UP -> {
                in.hangUp();
                return Optional.empty();
            }
            case CRASH -> {
                in.vanish();
                return Optional.empty();
            }
            case TAKE_OVER -> {
                return takeOver(in, choices);
            }
        }
        return Optional.of(in);
    }

    /** Comes into some channel, over a connection that there is or another one. */
    private Optional<Presence> come(SplittableRandom choices, Optional<Connection> kept)
            throws InterruptedException, IOException {
        int channel = choices.nextInt(stage.profile().channels());
        boolean wantsMedia = choices.nextInt(ONE_IN_WANTS_NO_MEDIA) > 0;
        boolean onlyListens = choices.nextInt(ONE_IN_ONLY_LISTENS) == 0;
        SplittableRandom network = choices.split();
        Optional<Epoch> epoch = epochs.get();
        if (epoch.isEmpty()) {
            return Optional.empty();
        }
        Optional<Connection> connection = kept.isPresent() ? kept : Connection.open(stage, epoch.get(), userId);
        if (connection.isEmpty() || (kept.isEmpty() && epoch.get().isEnding())) {
            connection.ifPresent(Connection::cut);
            return Optional.empty();
        }
        Channel entered = epoch.get().channels().get(channel);
        var membership = new Membership(stage, connection.get(), entered.id());
        connection.get().enters(membership);
        Optional<Media> media = wantsMedia ? Optional.of(media(entered, loss, network)) : Optional.empty();
        var joining = new Presence(stage, connection.get(), entered, membership, media, onlyListens);
        Optional<AckData.Joined> joined;
        try {
            joined = connection
                    .get()
                    .ask(
                            new ClientMessage.ChannelJoin(
                                    entered.id(),
                                    0,
                                    Optional.empty(),
                                    media.map(offering -> offering.offer(entered.isConference())),
                                    List.of(),
                                    onlyListens),
                            AckData.Joined.class);
        } catch (Gone gone) {
            joining.vanish();
            throw gone;
        }
        if (joined.isEmpty()) {
            joining.vanish();
            return Optional.empty();
        }
        stage.figures().count("joined");
        entered.isSeenBy(membership.floor());
        if (media.isPresent()) {
            media.get().answer(joined.get().sdpAnswer().orElseThrow());
        }
        return Optional.of(joining);
    }

    private Media media(Channel entered, double lossThere, SplittableRandom random) throws IOException {
        var ear = new Ear(
                userId,
                entered.id(),
                !entered.isConference(),
                stage.bursts(),
                what -> stage.findings().add(Rule.HEARD, what));
        return Media.open(stage, ear, lossThere, random);
    }

    /** Comes again over another connection, while the server still takes the one before for good. */
    private Optional<Presence> takeOver(Presence in, SplittableRandom choices)
            throws InterruptedException, IOException {
        in.connection().mayEnd("it is replaced");
        Optional<Presence> another = come(choices, Optional.empty());
        if (another.isPresent() && !in.connection().awaitEnd(Stage.PATIENCE)) {
            stage.findings().add(Rule.ENDED, userId + ": the session before is not ended by the next one");
        }
        in.vanish();
        return another;
    }

    private void leave() throws InterruptedException {
        if (presence.isEmpty()) {
            return;
        }
        Presence last = presence.get();
        try {
            if (loss > 0) {
                return; // vanishes
            }
            last.leave().orElse(last.connection()).hangUp();
        } catch (Gone gone) {
            // as it was about to
        }
    }
}
