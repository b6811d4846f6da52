package org.livechat.store;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.livechat.api.store.Change;

/** A process that keeps channels from several threads until it is killed, and prints the id of each one that is kept. */
public final class Scribe {
    private static final int THREADS = 8;

    private Scribe() {}

    /** Takes the data folder, and how ids begin. */
    public static void main(String[] arguments) {
        var store = new SqliteStore(Path.of(arguments[0]), Entries.SETTINGS, new Traces());
        store.remembered();
        store.start();
        var numbers = new AtomicInteger();
        for (int i = 0; i < THREADS; i++) {
            Thread.ofPlatform().start(() -> scribble(store, arguments[1], numbers));
        }
    }

    @SuppressWarnings("InfiniteLoopStatement")
    private static void scribble(SqliteStore store, String prefix, AtomicInteger numbers) {
        while (true) {
            String id = prefix + numbers.incrementAndGet();
            if (store.keep(new Change.ChannelMade(Entries.channel(id, "0101"))).await()) {
                synchronized (System.out) {
                    System.out.println(id);
                }
            }
        }
    }
}
