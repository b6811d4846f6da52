package org.livechat.conformance;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.livechat.api.part.PartFailed;
import org.livechat.api.store.Change;
import org.livechat.api.store.Page;
import org.livechat.api.store.PageRequest;
import org.livechat.api.store.Receipt;
import org.livechat.api.store.RecordingQuery;
import org.livechat.api.store.RecordingRow;
import org.livechat.api.store.Remembered;
import org.livechat.api.store.Store;
import org.livechat.api.store.StoreContext;
import org.livechat.api.store.StoreProvider;
import org.livechat.api.store.StoredBurst;
import org.livechat.api.store.StoredMessage;

/** Makes a store whose disk never answers a reader in time. */
public final class StalledStoreProvider implements StoreProvider {
    @Override
    public String name() {
        return "stalled";
    }

    @Override
    public Store create(StoreContext context) {
        return new Stalled();
    }

    private static final class Stalled implements Store {
        private static PartFailed late() {
            return PartFailed.forNow("the disk does not answer; ask again later", new TimeoutException());
        }

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
            throw late();
        }

        @Override
        public Page<StoredBurst> bursts(String channelId, PageRequest request) {
            throw late();
        }

        @Override
        public Page<RecordingRow> recordings(RecordingQuery query) {
            throw late();
        }

        @Override
        public Optional<RecordingRow> recording(String id) {
            throw late();
        }

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }

        @Override
        public Path backup(String name) {
            throw late();
        }
    }
}
