package org.livechat.api.store;

import java.util.OptionalLong;

/**
 * Which part of a history is asked for.
 *
 * @param before what a page said is before it; empty for the latest page
 * @param limit the most entries, 1 to {@value #MOST}; there may be fewer where they are long
 * @since 1
 */
public record PageRequest(OptionalLong before, int limit) {
    /** The most entries of a page. */
    public static final int MOST = 100;

    public PageRequest {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a page has 1 to " + MOST + " entries, not " + limit);
        }
    }
}
