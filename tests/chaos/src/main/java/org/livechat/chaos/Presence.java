package org.livechat.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ClientMessage;

/** Somebody in a channel: the connection, the membership and, mostly, media. Of one thread. */
final class Presence {
    /** Each is refused with 1003 or 1004, and changes nothing. */
    private static final List<String> NONSENSE = List.of(
            "{\"op\":30,\"d\":{\"channel_id\":7}}",
            "{\"op\":11,\"d\":{\"channel_id\":\"C-000\",\"ssrc\":-1}}",
            "{\"op\":987,\"d\":{}}",
            "{\"op\":20",
            "[]");

    private final Stage stage;
    private final Connection connection;
    private final Channel channel;
    private final Membership membership;
    private final Optional<Media> media;
    private final boolean onlyListens;

    Presence(
            Stage stage,
            Connection connection,
            Channel channel,
            Membership membership,
            Optional<Media> media,
            boolean onlyListens) {
        this.stage = stage;
        this.connection = connection;
        this.channel = channel;
        this.membership = membership;
        this.media = media;
        this.onlyListens = onlyListens;
    }

    Connection connection() {
        return connection;
    }

    Membership membership() {
        return membership;
    }

    Optional<Media> media() {
        return media;
    }

    String channelId() {
        return channel.id();
    }

    boolean isConference() {
        return channel.isConference();
    }

    boolean onlyListens() {
        return onlyListens;
    }

    /** Whether there is something to go on with: who has lost the connection or the media comes anew. */
    boolean isGood() {
        return connection.isOpen()
                && !membership.mediaHasEnded()
                && media.stream().noneMatch(Media::hasEnded);
    }

    void settle() throws InterruptedException {
        membership.settle();
    }

    void lookAround() throws InterruptedException {
        connection.ask(new ClientMessage.ChannelList(), AckData.Listing.class);
        connection.ask(new ClientMessage.ChannelInfo(channel.id()), AckData.Details.class);
    }

    void renegotiate(Function<Media, String> offer) throws InterruptedException {
        if (media.isEmpty() || !media.get().isConnected()) {
            return;
        }
        connection
                .ask(new ClientMessage.Renegotiate(channel.id(), offer.apply(media.get())), AckData.Renegotiated.class)
                .ifPresent(answer -> media.get().answer(answer.sdpAnswer()));
    }

    /** The network for media is gone, that for signaling is not: the server says so in time. */
    void loseMedia() throws InterruptedException {
        if (media.isEmpty() || !media.get().awaitConnected(Stage.PATIENCE)) {
            return;
        }
        media.get().vanish();
        if (!membership.await(membership::mediaHasEnded, Profile.CONSENT.plusSeconds(15))) {
            stage.findings().add(Rule.IN_TIME, connection.userId() + " is not told that its media has ended");
        }
    }

    void loseWebSocket(boolean noticed, Duration away) throws InterruptedException {
        connection.loseWebSocket(noticed, away);
        settle();
    }

    void readNothing(CountDownLatch over, Duration time) throws InterruptedException {
        connection.readNothing(() -> over.await(time.toMillis(), TimeUnit.MILLISECONDS));
    }

    void sendNonsense(SplittableRandom choices) throws InterruptedException {
        int before = membership.nonsenseRefused();
        connection.tellRaw(NONSENSE.get(choices.nextInt(NONSENSE.size())));
        if (!membership.await(() -> membership.nonsenseRefused() > before, Stage.PATIENCE)) {
            stage.findings().add(Rule.ANSWERED, connection.userId() + ": nonsense is not refused");
        }
        settle();
    }

    /** Leaves the channel; the connection stays, unless it was refused. */
    Optional<Connection> leave() throws InterruptedException {
        media.ifPresent(Media::close);
        Optional<AckData.Done> left = connection.ask(new ClientMessage.ChannelLeave(channel.id()), AckData.Done.class);
        if (left.isEmpty()) {
            throw new Gone(channel.id());
        }
        connection.leaves();
        return Optional.of(connection);
    }

    void hangUp() throws InterruptedException {
        media.ifPresent(Media::close);
        connection.hangUp();
    }

    /** All is cut without a word. */
    void vanish() {
        connection.cut();
        media.ifPresent(Media::vanish);
    }
}
