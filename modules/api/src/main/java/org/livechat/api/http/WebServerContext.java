package org.livechat.api.http;

import java.util.List;
import org.livechat.api.network.FailureLimit;
import org.livechat.api.part.Part;
import org.livechat.api.part.PartContext;
import org.livechat.api.trace.TraceSink;

/**
 * What the HTTP server has to work with.
 *
 * @since 1
 */
public interface WebServerContext extends PartContext {
    /** All other parts; those that have routes are served. */
    List<Part> parts();

    /** What requests have to carry on routes that are for operators alone. */
    String adminToken();

    /** How often a network may guess it. */
    FailureLimit guesses();

    /** Where wrong tokens are shown. */
    TraceSink trace();
}
