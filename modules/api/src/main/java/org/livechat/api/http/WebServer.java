package org.livechat.api.http;

import org.livechat.api.part.Part;

/**
 * The HTTP server of the process. Starts last of all parts and is closed first.
 *
 * @since 1
 */
public interface WebServer extends Part {
    /** The TCP port, once it has started. */
    int port();

    /** {@code http} or {@code https}. */
    String scheme();
}
