package org.livechat.server.kit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.livechat.api.store.Change;
import org.livechat.api.store.Page;
import org.livechat.api.store.PageRequest;
import org.livechat.api.store.Receipt;
import org.livechat.api.store.RecordingQuery;
import org.livechat.api.store.RecordingRow;
import org.livechat.api.store.Remembered;
import org.livechat.api.store.Store;
import org.livechat.api.store.StoredBurst;
import org.livechat.api.store.StoredMessage;

/**
 * A store whose failures are its own, whatever it throws: a change counts as not kept, and history as there is none. What starts and closes it
 * is the roll of parts. Any thread.
 */
final class GuardedStore implements Store {
    private final Store store;
    private final CallFailures failures;

    /** @param name how the log calls it */
    GuardedStore(String name, Store store) {
        this.store = store;
        this.failures = new CallFailures("store", name);
    }

    @Override
    public Remembered remembered() {
        return failures.guarded("remembered()", store::remembered, Remembered.nothing());
    }

    @Override
    public Receipt keep(Change change) {
        Receipt receipt = failures.guarded("keep()", () -> store.keep(change), Receipt.notKept());
        return () -> failures.guarded("await()", receipt::await, false);
    }

    @Override
    public Page<StoredMessage> messages(String channelId, PageRequest request) {
        return failures.asked("messages()", () -> store.messages(channelId, request));
    }

    @Override
    public Page<StoredBurst> bursts(String channelId, PageRequest request) {
        return failures.asked("bursts()", () -> store.bursts(channelId, request));
    }

    @Override
    public Page<RecordingRow> recordings(RecordingQuery query) {
        return failures.asked("recordings()", () -> store.recordings(query));
    }

    @Override
    public List<RecordingRow> recordingsBegun(String channelId, long fromMillis, long toMillis, int limit) {
        return failures.asked("recordingsBegun()", () -> store.recordingsBegun(channelId, fromMillis, toMillis, limit));
    }

    @Override
    public Optional<RecordingRow> recording(String id) {
        return failures.asked("recording()", () -> store.recording(id));
    }

    @Override
    public List<RecordingRow> register(long after, int limit) {
        return failures.asked("register()", () -> store.register(after, limit));
    }

    @Override
    public long lastOfRegister() {
        return failures.asked("lastOfRegister()", store::lastOfRegister);
    }

    @Override
    public Optional<String> problem() {
        Optional<String> own = failures.guarded("problem()", store::problem, Optional.empty());
        return own.isPresent() ? own : failures.problem();
    }

    @Override
    public Path backup(String name) {
        return failures.asked("backup()", () -> store.backup(name));
    }
}
