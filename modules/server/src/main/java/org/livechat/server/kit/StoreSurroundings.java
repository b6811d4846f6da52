package org.livechat.server.kit;

import org.livechat.api.part.Settings;
import org.livechat.api.store.StoreContext;
import org.livechat.api.trace.TraceSink;

/** What a store is made with. */
final class StoreSurroundings extends SectionContext implements StoreContext {
    private final TraceSink trace;

    StoreSurroundings(Settings settings, Shared shared, TraceSink trace) {
        super(settings, shared);
        this.trace = trace;
    }

    @Override
    public TraceSink trace() {
        return trace;
    }
}
