package org.livechat.server.kit;

import org.livechat.api.part.Settings;
import org.livechat.api.recording.RecorderContext;
import org.livechat.api.store.Store;
import org.livechat.api.trace.TraceSink;

/** What a recorder is made with. */
final class RecorderSurroundings extends SectionContext implements RecorderContext {
    private final Store store;
    private final TraceSink trace;

    RecorderSurroundings(Settings settings, Shared shared, Store store, TraceSink trace) {
        super(settings, shared);
        this.store = store;
        this.trace = trace;
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public TraceSink trace() {
        return trace;
    }
}
