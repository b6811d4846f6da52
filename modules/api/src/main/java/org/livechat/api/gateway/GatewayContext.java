package org.livechat.api.gateway;

import org.livechat.api.control.ControlPlane;
import org.livechat.api.part.PartContext;
import org.livechat.api.trace.TraceSink;

/**
 * What a gateway has to work with. May be used from any thread.
 *
 * @since 1
 */
public interface GatewayContext extends PartContext {
    /** Where sessions are opened. */
    ControlPlane control();

    /** Who is let in. */
    Admission admission();

    /** Where the gateway shows operators what it receives and sends. */
    TraceSink trace();
}
