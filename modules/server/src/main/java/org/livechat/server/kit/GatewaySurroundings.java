package org.livechat.server.kit;

import org.livechat.api.control.ControlPlane;
import org.livechat.api.gateway.Admission;
import org.livechat.api.gateway.GatewayContext;
import org.livechat.api.part.Settings;
import org.livechat.api.trace.TraceSink;

/** What a gateway is made with. */
final class GatewaySurroundings extends SectionContext implements GatewayContext {
    private final ControlPlane control;
    private final Admission admission;
    private final TraceSink trace;

    GatewaySurroundings(Settings settings, Shared shared, ControlPlane control, Admission admission, TraceSink trace) {
        super(settings, shared);
        this.control = control;
        this.admission = admission;
        this.trace = trace;
    }

    @Override
    public ControlPlane control() {
        return control;
    }

    @Override
    public Admission admission() {
        return admission;
    }

    @Override
    public TraceSink trace() {
        return trace;
    }
}
