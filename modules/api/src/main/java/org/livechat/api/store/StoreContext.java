package org.livechat.api.store;

import org.livechat.api.part.PartContext;
import org.livechat.api.trace.TraceSink;

/**
 * What a store has to work with. May be used from any thread.
 *
 * @since 1
 */
public interface StoreContext extends PartContext {
    /** Where operators are shown that it fails, and that it works again. */
    TraceSink trace();
}
