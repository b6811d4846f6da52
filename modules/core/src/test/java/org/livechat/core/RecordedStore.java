package org.livechat.core;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.livechat.api.store.Change;
import org.livechat.api.store.Page;
import org.livechat.api.store.PageRequest;
import org.livechat.api.store.Receipt;
import org.livechat.api.store.Remembered;
import org.livechat.api.store.Store;
import org.livechat.api.store.StoredBurst;
import org.livechat.api.store.StoredMessage;

/** A store that writes down what it is given, and is as slow as it is told. */
final class RecordedStore implements Store {
    final List<Change> changes = new ArrayList<>();
    Remembered remembered = Remembered.nothing();
    private volatile CountDownLatch disk = new CountDownLatch(0);

    /** From here on nothing is kept until {@link #goOn}. */
    void stall() {
        disk = new CountDownLatch(1);
    }

    void goOn() {
        disk.countDown();
    }

    @Override
    public Remembered remembered() {
        return remembered;
    }

    @Override
    public synchronized Receipt keep(Change change) {
        changes.add(change);
        CountDownLatch now = disk;
        return () -> {
            try {
                now.await();
                return true;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    /** What was given since the last call. */
    synchronized List<Change> given() {
        List<Change> given = List.copyOf(changes);
        changes.clear();
        return given;
    }

    synchronized int count() {
        return changes.size();
    }

    /** The bursts among what was given since the last call. */
    List<StoredBurst> bursts() {
        return given().stream()
                .filter(Change.Talked.class::isInstance)
                .map(change -> ((Change.Talked) change).burst())
                .toList();
    }

    @Override
    public Page<StoredMessage> messages(String channelId, PageRequest request) {
        var message = new StoredMessage(channelId, "m", "ann", request.toString(), 1);
        return new Page<>(List.of(message), OptionalLong.of(5), true);
    }

    @Override
    public Page<StoredBurst> bursts(String channelId, PageRequest request) {
        return new Page<>(List.of(), OptionalLong.empty(), true);
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public Path backup(String name) {
        throw new UnsupportedOperationException();
    }
}
