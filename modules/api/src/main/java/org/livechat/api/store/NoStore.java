package org.livechat.api.store;

import java.nio.file.Path;
import java.util.Optional;
import org.livechat.api.part.PartFailed;

/** The store of a server that keeps nothing. */
final class NoStore implements Store {
    static final NoStore INSTANCE = new NoStore();

    private NoStore() {}

    @Override
    public Remembered remembered() {
        return Remembered.nothing();
    }

    @Override
    public Receipt keep(Change change) {
        return Receipt.notKept();
    }

    @Override
    public Page<StoredMessage> messages(String channelId, PageRequest request) {
        throw nothingKept();
    }

    @Override
    public Page<StoredBurst> bursts(String channelId, PageRequest request) {
        throw nothingKept();
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public Path backup(String name) {
        throw nothingKept();
    }

    static PartFailed nothingKept() {
        return new PartFailed("this server has no store, so it keeps no history and nothing that could be backed up");
    }
}
