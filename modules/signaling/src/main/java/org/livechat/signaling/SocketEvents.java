package org.livechat.signaling;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.jspecify.annotations.Nullable;
import org.livechat.api.network.PerNetworkCount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Jetty tells of one WebSocket. The next frame is asked for when the one before has been dealt with, so packets
 * keep their order, and a client that sends faster than it is served fills its own TCP window.
 */
final class SocketEvents implements FrameHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SocketEvents.class);
    private static final int TRY_AGAIN_LATER = 1013;

    private record Opened(CoreSession socket, Connection connection, Optional<PerNetworkCount.Place> place) {}

    private final GatewayParts parts;
    private final Optional<InetAddress> client;
    private final PerNetworkCount unidentified;
    private final Set<Connection> connections;
    private volatile @Nullable Opened opened;

    /** @param client where it comes from, which the socket alone does not know of a client behind a proxy */
    SocketEvents(
            GatewayParts parts,
            Optional<InetAddress> client,
            PerNetworkCount unidentified,
            Set<Connection> connections) {
        this.parts = parts;
        this.client = client;
        this.unidentified = unidentified;
        this.connections = connections;
    }

    @Override
    public void onOpen(CoreSession socket, Callback callback) {
        Optional<PerNetworkCount.Place> place = client.flatMap(unidentified::enter);
        Connection connection =
                new Connection(socket, parts, client, () -> place.ifPresent(PerNetworkCount.Place::close));
        opened = new Opened(socket, connection, place);
        connections.add(connection);
        parts.counters().opened.increment();
        callback.succeeded();
        if (place.isPresent()) {
            connection.greet();
        } else {
            parts.counters().refusedUpgrades.increment();
            connection.close(TRY_AGAIN_LATER, "too many connections of your network have not identified");
        }
        socket.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        Opened here = opened;
        if (here == null) {
            callback.failed(new IllegalStateException("a frame before the connection was open"));
            return;
        }
        try {
            here.connection().receive(frame);
        } catch (RuntimeException bug) {
            // Jetty would tell the client its class and message.
            parts.counters().internalErrors.increment();
            LOG.error("A frame could not be dealt with", bug);
            here.connection().close(CloseCode.INTERNAL, "the server failed; its operator finds the reason in the log");
        }
        callback.succeeded();
        here.socket().demand();
    }

    /**
     * Nobody has meant to end the session: the connection broke, or the browser has closed it by itself, as Chromium does with that of a page
     * that was frozen. A page that goes for good says so before the browser does.
     */
    private static boolean isLost(int status) {
        return status == CloseStatus.NO_CLOSE || status == CloseCode.GOING_AWAY;
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        LOG.debug("A WebSocket broke", cause);
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        Opened here = opened;
        if (here != null) {
            connections.remove(here.connection());
            here.place().ifPresent(PerNetworkCount.Place::close);
            here.connection().closed(isLost(status.getCode()));
            parts.counters().closed.increment();
        }
        callback.succeeded();
    }
}
