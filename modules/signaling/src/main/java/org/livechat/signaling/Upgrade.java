package org.livechat.signaling;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.livechat.http.ClientAddress;

/** Which HTTP requests become WebSockets, and how those are set up. */
final class Upgrade implements WebSocketNegotiator {
    /** How many heartbeat intervals a connection may carry nothing at all; sessions end well before. */
    private static final int IDLE_INTERVALS = 5;

    private final Duration heartbeatInterval;
    private final Function<Optional<InetAddress>, FrameHandler> connections;

    /** @param connections makes what deals with the WebSocket of a client at some address */
    Upgrade(Duration heartbeatInterval, Function<Optional<InetAddress>, FrameHandler> connections) {
        this.heartbeatInterval = heartbeatInterval;
        this.connections = connections;
    }

    @Override
    public FrameHandler negotiate(ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        // Compression would cost every client a copy of each event and a window of memory.
        response.setExtensions(List.of());
        return connections.apply(ClientAddress.of(request));
    }

    @Override
    public void customize(Configuration configuration) {
        // Frames are handed on as their bytes come, so that none is allocated by the length that it declares.
        configuration.setAutoFragment(true);
        configuration.setMaxFrameSize(0);
        configuration.setIdleTimeout(heartbeatInterval.multipliedBy(IDLE_INTERVALS));
    }
}
