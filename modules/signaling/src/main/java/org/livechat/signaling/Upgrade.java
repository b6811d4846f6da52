package org.livechat.signaling;

import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.jspecify.annotations.Nullable;
import org.livechat.http.JsonReply;
import org.livechat.http.OriginPolicy;

/** Which HTTP requests become WebSockets, and how those are set up. */
final class Upgrade implements WebSocketNegotiator {
    /** How many heartbeat intervals a connection may carry nothing at all; sessions end well before. */
    private static final int IDLE_INTERVALS = 5;

    private final OriginPolicy origins;
    private final SignalingSettings settings;
    private final SignalingCounters counters;
    private final Supplier<FrameHandler> connections;

    Upgrade(SignalingSettings settings, SignalingCounters counters, Supplier<FrameHandler> connections) {
        this.origins = new OriginPolicy(settings.allowedOrigins());
        this.settings = settings;
        this.counters = counters;
        this.connections = connections;
    }

    /** Null, when the response has been sent, is Jetty's way to say that there is no WebSocket. */
    @Override
    public @Nullable FrameHandler negotiate(
            ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        if (!origins.allows(request)) {
            counters.refusedUpgrades.increment();
            JsonReply.error(HttpStatus.FORBIDDEN_403, "pages of this origin may not connect")
                    .send(response, callback);
            return null;
        }
        // Compression would cost every client a copy of each event and a window of memory.
        response.setExtensions(List.of());
        return connections.get();
    }

    @Override
    public void customize(Configuration configuration) {
        // Frames are handed on as their bytes come, so that none is allocated by the length that it declares.
        configuration.setAutoFragment(true);
        configuration.setMaxFrameSize(0);
        configuration.setIdleTimeout(settings.heartbeatInterval().multipliedBy(IDLE_INTERVALS));
    }
}
