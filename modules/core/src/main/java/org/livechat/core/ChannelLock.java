package org.livechat.core;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The lock of one channel, and the rule that what was decided under it is told as soon as it is released. */
final class ChannelLock {
    private final ReentrantLock lock = new ReentrantLock();
    private final Outgoing outgoing;
    private final Turns turns;
    private final String what;

    ChannelLock(String channelId, Outgoing outgoing, Turns turns) {
        this.outgoing = outgoing;
        this.turns = turns;
        this.what = "deciding about channel " + channelId;
    }

    /** For what tells nobody anything. */
    <T> T read(Supplier<T> useCase) {
        lock.lock();
        turns.begin(what);
        try {
            return useCase.get();
        } finally {
            turns.end();
            lock.unlock();
        }
    }

    /** Returns when everything that the use case has to tell is delivered. */
    <T> T decide(Supplier<T> useCase) {
        var result = read(useCase);
        outgoing.deliver();
        return result;
    }

    /** As {@link #decide}, without a result. */
    void act(Runnable useCase) {
        check(useCase);
        outgoing.deliver();
    }

    /** As {@link #read}, for what throws if something is not as it has to be. */
    void check(Runnable condition) {
        lock.lock();
        turns.begin(what);
        try {
            condition.run();
        } finally {
            turns.end();
            lock.unlock();
        }
    }
}
