package org.livechat.server.kit;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.livechat.api.part.PartFailed;
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
        this.failures = new CallFailures(name);
    }

    @Override
    public Remembered remembered() {
        return guarded("remembered()", store::remembered, Remembered.nothing());
    }

    @Override
    public Receipt keep(Change change) {
        Receipt receipt = guarded("keep()", () -> store.keep(change), Receipt.notKept());
        return () -> guarded("await()", receipt::await, false);
    }

    @Override
    public Page<StoredMessage> messages(String channelId, PageRequest request) {
        return asked("messages()", () -> store.messages(channelId, request));
    }

    @Override
    public Page<StoredBurst> bursts(String channelId, PageRequest request) {
        return asked("bursts()", () -> store.bursts(channelId, request));
    }

    @Override
    public Page<RecordingRow> recordings(RecordingQuery query) {
        return asked("recordings()", () -> store.recordings(query));
    }

    @Override
    public Optional<RecordingRow> recording(String id) {
        return asked("recording()", () -> store.recording(id));
    }

    @Override
    public List<RecordingRow> register(long after, int limit) {
        return asked("register()", () -> store.register(after, limit));
    }

    @Override
    public long lastOfRegister() {
        return asked("lastOfRegister()", store::lastOfRegister);
    }

    @Override
    public Optional<String> problem() {
        Optional<String> own = guarded("problem()", store::problem, Optional.empty());
        return own.isPresent() ? own : failures.problem();
    }

    @Override
    public Path backup(String name) {
        return asked("backup()", () -> store.backup(name));
    }

    private <T> T guarded(String method, Supplier<T> question, T otherwise) {
        try {
            return succeeded(method, question.get());
        } catch (Throwable e) {
            failures.failed(method, e);
            return otherwise;
        }
    }

    private <T> T asked(String method, Supplier<T> question) {
        try {
            return succeeded(method, question.get());
        } catch (PartFailed told) {
            failures.succeeded(method);
            throw told;
        } catch (Throwable e) {
            failures.failed(method, e);
            throw new PartFailed("the store failed; its operator finds the reason in the log", e);
        }
    }

    private <T> T succeeded(String method, T answer) {
        Objects.requireNonNull(answer);
        failures.succeeded(method);
        return answer;
    }
}
