package org.livechat.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.livechat.api.ErrorCode;
import org.livechat.client.RequestFailed;
import org.livechat.client.SignalingClient;
import org.livechat.client.SignalingListener;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.ServerMessage;

/** Somebody's session, which complains of answers that do not come, come twice, or to nothing, and of an end without a reason. */
final class Connection implements SignalingListener {
    private final Stage stage;
    private final Epoch epoch;
    private final String userId;
    private final CountDownLatch ended = new CountDownLatch(1);
    /** Held for writing by one who does not read what comes. */
    private final ReentrantReadWriteLock reading = new ReentrantReadWriteLock();

    private volatile Optional<SignalingClient> client = Optional.empty();
    private volatile Optional<Membership> membership = Optional.empty();
    private volatile boolean comesBack;
    /** Why it may end at any time, where there is a reason. */
    private volatile Optional<String> excuse = Optional.of("it is not in yet");

    private Connection(Stage stage, Epoch epoch, String userId) {
        this.stage = stage;
        this.epoch = epoch;
        this.userId = userId;
    }

    /** Opens one; empty if there is no server for now, or it does not take this user for now. */
    static Optional<Connection> open(Stage stage, Epoch epoch, String userId) throws InterruptedException {
        var connection = new Connection(stage, epoch, userId);
        try {
            connection.client = Optional.of(SignalingClient.connect(
                            stage.http(),
                            stage.webSocket(),
                            new ClientMessage.Identify(userId, ServerProcess.SECRET, 100),
                            connection)
                    .get(Stage.PATIENCE.toSeconds(), TimeUnit.SECONDS));
            connection.excuse = Optional.empty();
            stage.figures().count("sessions");
            return Optional.of(connection);
        } catch (ExecutionException refused) {
            stage.figures().count("sessions refused, or no server");
        } catch (TimeoutException e) {
            stage.findings().add(Rule.ANSWERED, userId + ": IDENTIFY got no answer in time");
        }
        return Optional.empty();
    }

    String userId() {
        return userId;
    }

    /** Whether there is a server at the other side, as far as is known here, too: a killed one says no farewell. */
    boolean isOpen() {
        return ended.getCount() > 0 && !epoch.isEnding();
    }

    Optional<Membership> membership() {
        return membership;
    }

    /** What comes from that channel is its from now on. */
    void enters(Membership entered) {
        membership = Optional.of(entered);
    }

    /** Nothing that comes from the channel has a meaning any more. */
    void leaves() {
        membership = Optional.empty();
    }

    /** From now on it may be ended by the server. */
    void mayEnd(String reason) {
        excuse = Optional.of(reason);
    }

    /**
     * Asks what is answered by ACK.
     *
     * @return empty if it was refused
     * @throws Gone if the connection ends before
     */
    <T extends AckData> Optional<T> ask(ClientMessage.Request message, Class<T> answer) throws InterruptedException {
        stage.figures().count("requests");
        try {
            return Optional.of(answer.cast(open().request(message).get(Stage.PATIENCE.toSeconds(), TimeUnit.SECONDS)));
        } catch (ExecutionException e) {
            if (!isOpen() || !(e.getCause() instanceof RequestFailed refused)) {
                throw new Gone(userId);
            }
            stage.figures().count("refused with " + refused.code());
            if (refused.code() == ErrorCode.INTERNAL.number()) {
                // The same code as that of a connection which ends.
                ended.await(1, TimeUnit.SECONDS);
                if (isOpen()) {
                    stage.findings().add(Rule.SOUND, userId + ": " + message.opcode() + " got " + refused.getMessage());
                }
            }
            return Optional.empty();
        } catch (TimeoutException e) {
            if (!isOpen()) {
                throw new Gone(userId);
            }
            stage.findings().add(Rule.ANSWERED, userId + ": no answer to " + message);
            return Optional.empty();
        } catch (CompletionException | IllegalStateException e) {
            throw new Gone(userId);
        }
    }

    void tell(ClientMessage message) {
        open().tell(message);
    }

    void tellRaw(String text) {
        open().tellRaw(text);
    }

    private SignalingClient open() {
        if (!isOpen()) {
            throw new Gone(userId);
        }
        return client.orElseThrow();
    }

    /** Closes it as one does. */
    void hangUp() throws InterruptedException {
        mayEnd("it hangs up");
        client.ifPresent(SignalingClient::close);
        ended.await(2, TimeUnit.SECONDS);
        client.ifPresent(SignalingClient::abort);
    }

    /** Cuts it without a word. */
    void cut() {
        if (epoch.isEnding() && ended.getCount() > 0) {
            stage.figures().count("ends of the server not noticed by a client so far");
        }
        mayEnd("it is cut");
        client.ifPresent(SignalingClient::abort);
    }

    /**
     * Comes back to the session over another WebSocket.
     *
     * @param noticed whether the server is told that the one before is gone
     * @param away how long there is none, as far as the session does not end
     */
    void loseWebSocket(boolean noticed, Duration away) throws InterruptedException {
        SignalingClient there = open();
        comesBack = true;
        Instant lost = Instant.now();
        Optional<String> itComesBack = Optional.of("it comes back");
        if (noticed) {
            there.drop();
            awaitEnd(away);
        }
        try {
            // What takes too long on a machine that is full is over, as it should be.
            excuse = itComesBack;
            boolean goesOn = there.resume().get(Stage.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Duration gone = Duration.between(lost, Instant.now());
            if (goesOn) {
                stage.figures().count("sessions resumed");
                if (excuse.equals(itComesBack)) {
                    excuse = Optional.empty();
                }
            } else if (gone.compareTo(Profile.RESUME) < 0 && !epoch.excuses(userId)) {
                stage.findings().add(Rule.ENDED, userId + ": its session is over %s after it was lost".formatted(gone));
            } else {
                stage.figures().count("sessions that were over when their client came back");
            }
        } catch (ExecutionException | TimeoutException noServer) {
            if (!epoch.excuses(userId)) {
                stage.findings().add(Rule.ANSWERED, userId + " cannot come back to its session: " + noServer);
            }
            there.abort();
        } finally {
            comesBack = false;
        }
        if (!isOpen()) {
            throw new Gone(userId);
        }
    }

    @Override
    public boolean lost(String reason) {
        return comesBack;
    }

    /** What takes a while. */
    interface Pause {
        boolean take() throws InterruptedException;
    }

    /** Reads nothing meanwhile, so that what comes waits in the server and the kernel. */
    void readNothing(Pause meanwhile) throws InterruptedException {
        reading.writeLock().lock();
        try {
            meanwhile.take();
        } finally {
            reading.writeLock().unlock();
        }
    }

    boolean awaitEnd(Duration limit) throws InterruptedException {
        return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void received(ServerMessage message) {
        reading.readLock().lock();
        try {
            switch (message) {
                case ServerMessage.Ack ack ->
                    stage.findings().add(Rule.ANSWERED, userId + ": an answer to nothing, or a second one: " + ack);
                case ServerMessage.Failure failure -> failed(failure);
                default -> heard(message);
            }
        } finally {
            reading.readLock().unlock();
        }
    }

    private void heard(ServerMessage message) {
        String channelId = Membership.channelOf(message);
        Optional<Membership> at =
                membership.filter(entered -> entered.channelId().equals(channelId));
        at.ifPresent(entered -> entered.received(message));
        if (at.isEmpty()) {
            stage.findings().add(Rule.FLOOR, userId + " is not in " + channelId + " and is told " + message);
        }
    }

    private void failed(ServerMessage.Failure failure) {
        boolean isFarewell = failure.request().isEmpty();
        // Who has just left, or was just thrown out, of a channel does not know it yet.
        boolean hasCrossed = failure.code() == ErrorCode.NOT_JOINED.number()
                || failure.code() == ErrorCode.CHANNEL_NOT_FOUND.number();
        boolean isNonsense = failure.code() == ErrorCode.INVALID_PAYLOAD.number()
                || failure.code() == ErrorCode.UNKNOWN_OPCODE.number();
        if (failure.id().isPresent() || failure.code() == ErrorCode.INTERNAL.number()) {
            stage.findings().add(Rule.ANSWERED, userId + ": an answer to nothing, or a second one: " + failure);
        } else if (!isFarewell && !hasCrossed && !isNonsense) {
            stage.findings().add(Rule.ANSWERED, userId + ": " + failure);
        }
        if (isNonsense) {
            membership.ifPresent(Membership::nonsenseWasRefused);
        }
    }

    @Override
    public void closed(int status, String reason) {
        ended.countDown();
        stage.figures().count("connections ended with " + status);
        membership.ifPresent(Membership::ends);
        if (excuse.isEmpty() && !epoch.excuses(userId)) {
            stage.findings().add(Rule.ENDED, userId + ": " + status + " " + reason);
        }
    }
}
