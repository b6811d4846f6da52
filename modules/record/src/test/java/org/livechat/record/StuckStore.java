package org.livechat.record;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.livechat.api.store.Change;
import org.livechat.api.store.Receipt;
import org.livechat.api.store.Store;
import org.livechat.api.store.StoredRecording;

/** A store that keeps nothing until it works again. */
final class StuckStore {
    private final List<StoredRecording> recorded = new CopyOnWriteArrayList<>();
    private volatile boolean works;
    private final AtomicInteger handedOver = new AtomicInteger();

    Store store() {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (_, called, arguments) -> switch (called.getName()) {
                    case "keep" -> keep((Change) arguments[0]);
                    case "recording" -> Optional.empty();
                    case "problem" -> works ? Optional.empty() : Optional.of("the disk is full");
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    private Receipt keep(Change change) {
        handedOver.incrementAndGet();
        if (change instanceof Change.Recorded row) {
            recorded.add(row.recording());
        }
        boolean kept = works;
        return () -> kept;
    }

    /** The rows that it was asked to keep. */
    List<StoredRecording> recorded() {
        return recorded;
    }

    void worksAgain() {
        works = true;
    }

    int handedOver() {
        return handedOver.get();
    }
}
