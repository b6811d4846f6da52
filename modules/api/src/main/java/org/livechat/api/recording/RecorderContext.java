package org.livechat.api.recording;

import org.livechat.api.part.PartContext;
import org.livechat.api.store.Store;
import org.livechat.api.trace.TraceSink;

/**
 * What a recorder has to work with. May be used from any thread.
 *
 * @since 1
 */
public interface RecorderContext extends PartContext {
    /** Where the rows of recordings are kept. */
    Store store();

    /** Where operators are shown that it fails, and that it works again. */
    TraceSink trace();
}
