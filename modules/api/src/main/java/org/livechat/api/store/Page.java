package org.livechat.api.store;

import java.util.List;
import java.util.OptionalLong;

/**
 * Some of a channel's history.
 *
 * @param entries the latest first
 * @param before what to ask for to get those before; empty at the beginning of the history
 * @param complete false where the store fails, so that some may be missing
 * @since 1
 */
public record Page<T>(List<T> entries, OptionalLong before, boolean complete) {
    public Page {
        entries = List.copyOf(entries);
    }
}
