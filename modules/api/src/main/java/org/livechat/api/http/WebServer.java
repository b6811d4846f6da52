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

    /** Where it is reached on this machine, as it stands in a URL: a name or an address, of IPv6 in brackets. */
    default String host() {
        return "127.0.0.1";
    }

    /** {@code http} or {@code https}. */
    String scheme();
}
