package org.livechat.chaos;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.ServerMessage;

/** Somebody's time in a channel. Thread-safe. */
final class Membership {
    private static final long LOOK_MILLIS = 500;
    private static final AtomicInteger LAST = new AtomicInteger();

    private final Stage stage;
    private final Connection connection;
    private final String channelId;
    private final FloorStanding floor;
    private final int number = LAST.incrementAndGet();
    private final Map<String, Boolean> heardOf = new ConcurrentHashMap<>();
    private final Object change = new Object();
    private int posts;
    private volatile boolean isOver;
    private volatile boolean mediaEnded;
    private volatile int nonsenseRefused;

    Membership(Stage stage, Connection connection, String channelId) {
        this.stage = stage;
        this.connection = connection;
        this.channelId = channelId;
        this.floor = new FloorStanding(
                connection.userId(), what -> stage.findings().add(Rule.FLOOR, channelId + ", " + what));
    }

    String channelId() {
        return channelId;
    }

    FloorStanding floor() {
        return floor;
    }

    boolean mediaHasEnded() {
        return mediaEnded;
    }

    int nonsenseRefused() {
        return nonsenseRefused;
    }

    void received(ServerMessage message) {
        synchronized (change) {
            floor.received(message);
            switch (message) {
                case ServerMessage.MessageEvent event -> posted(event);
                case ServerMessage.MediaEnded ended -> {
                    stage.figures().count("media ended, " + ended.reason());
                    mediaEnded = true;
                }
                case ServerMessage.ChannelDeleted _ -> isOver = true;
                default -> stage.figures().count("events");
            }
            change.notifyAll();
        }
    }

    private void posted(ServerMessage.MessageEvent event) {
        if (event.content().startsWith(prefix()) && !Boolean.FALSE.equals(heardOf.put(event.content(), true))) {
            stage.findings().add(Rule.ANSWERED, connection.userId() + " has its message " + event.content() + " twice");
        }
    }

    private String prefix() {
        return connection.userId() + " says " + number + ".";
    }

    void nonsenseWasRefused() {
        synchronized (change) {
            nonsenseRefused++;
            change.notifyAll();
        }
    }

    /** The connection has ended. */
    void ends() {
        synchronized (change) {
            isOver = true;
            change.notifyAll();
        }
    }

    /**
     * Waits for something to be told.
     *
     * @return whether it has come about in time
     * @throws Gone if it cannot any more
     */
    boolean await(BooleanSupplier condition, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (change) {
            while (!condition.getAsBoolean()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (isOver || !connection.isOpen()) {
                    throw new Gone(channelId);
                }
                if (left <= 0) {
                    return false;
                }
                change.wait(Math.min(left, LOOK_MILLIS));
            }
        }
        return true;
    }

    /** Posts a message and waits for it, behind which nothing comes of what was sent before. */
    void settle() throws InterruptedException {
        String content = prefix() + ++posts;
        heardOf.put(content, false);
        connection.tell(new ClientMessage.MessageCreate(channelId, content));
        if (await(() -> Boolean.TRUE.equals(heardOf.get(content)), Stage.PATIENCE)) {
            stage.figures().count("messages");
            floor.settled();
        } else {
            stage.findings().add(Rule.ANSWERED, connection.userId() + ": nothing came of its message in " + channelId);
        }
    }

    /** Which channel a message is about. */
    static String channelOf(ServerMessage message) {
        return switch (message) {
            case ServerMessage.FloorGranted granted -> granted.channelId();
            case ServerMessage.FloorDeny deny -> deny.channelId();
            case ServerMessage.FloorRevoke revoke -> revoke.channelId();
            case ServerMessage.FloorTaken taken -> taken.channelId();
            case ServerMessage.FloorIdle idle -> idle.channelId();
            case ServerMessage.FloorQueuePosInfo info -> info.channelId();
            case ServerMessage.FloorPong pong -> pong.channelId();
            case ServerMessage.ChannelEvent event -> event.channelId();
            case ServerMessage.MessageEvent event -> event.channelId();
            case ServerMessage.Hello _,
                    ServerMessage.HeartbeatAck _,
                    ServerMessage.Ready _,
                    ServerMessage.Ack _,
                    ServerMessage.Failure _ -> throw new IllegalArgumentException(message + " is of no channel");
        };
    }
}
