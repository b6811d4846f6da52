package org.livechat.plugin.whip;

import java.util.List;
import org.livechat.api.gateway.Gateway;
import org.livechat.api.gateway.GatewayContext;
import org.livechat.api.gateway.GatewayProvider;
import org.livechat.api.part.Setting;

/** Makes the gateway for WHIP and WHEP. */
public final class WhipProvider implements GatewayProvider {
    /** For ServiceLoader. */
    public WhipProvider() {}

    @Override
    public String name() {
        return "whip";
    }

    @Override
    public List<Setting<?>> settings() {
        return WhipSettings.ALL;
    }

    @Override
    public Gateway create(GatewayContext context) {
        WhipSettings settings = WhipSettings.read(context.settings());
        var counters = new WhipCounters();
        var sessions = new MediaSessions(settings, counters, new WhipTrace(context.trace()));
        context.metrics().add(new WhipMetrics(sessions, counters));
        return new WhipGateway(
                new Doorkeeper(context.control(), context.admission(), settings, sessions), sessions, settings);
    }
}
