package org.livechat.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The time between two of the server's ends, with somebody in each channel who watches its floor. */
final class Epoch {
    /** How long after an operator's word its consequence may be seen. */
    private static final Duration CONSEQUENCES = Duration.ofSeconds(30);

    private final Stage stage;
    private final List<Channel> channels = new ArrayList<>();
    private final Map<String, Long> thrownOutNanos = new ConcurrentHashMap<>();
    private volatile boolean ending;

    private Epoch(Stage stage) {
        this.stage = stage;
    }

    /** Has a watcher come into each channel. */
    static Epoch begin(Stage stage) throws InterruptedException {
        var epoch = new Epoch(stage);
        for (int i = 0; i < stage.profile().channels(); i++) {
            epoch.channels.add(Channel.watched(stage, epoch, i));
        }
        return epoch;
    }

    List<Channel> channels() {
        return channels;
    }

    /** The server is about to end: nobody is to wonder why a connection does. */
    void ends() {
        ending = true;
    }

    boolean isEnding() {
        return ending;
    }

    /** An operator is about to end the sessions of that user. */
    void throwsOut(String userId) {
        thrownOutNanos.put(userId, System.nanoTime());
    }

    /** Whether a connection of that user may end now. */
    boolean excuses(String userId) {
        Long thrownOut = thrownOutNanos.get(userId);
        return ending || (thrownOut != null && System.nanoTime() - thrownOut < CONSEQUENCES.toNanos());
    }

    /** Complains of floors that are taken for longer than they can be. */
    void lookAtTimes() {
        channels.forEach(Channel::lookAtTime);
    }

    /** Everyone has gone: what they saw is compared, and the watchers go, too. */
    void close() throws InterruptedException {
        for (Channel channel : channels) {
            channel.close(ending);
        }
        stage.bursts().forget();
    }
}
