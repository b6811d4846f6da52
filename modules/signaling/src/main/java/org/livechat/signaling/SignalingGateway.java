package org.livechat.signaling;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;
import org.livechat.api.Authenticator;
import org.livechat.api.control.ControlPlane;
import org.livechat.api.trace.TraceSink;
import org.livechat.http.FailureLimit;
import org.livechat.http.HttpRoutes;
import org.livechat.http.JsonReply;
import org.livechat.http.PerNetworkCount;
import org.livechat.http.Route;

/** The WebSocket gateway at {@code /ws}: one connection is one session of the control plane. */
public final class SignalingGateway implements HttpRoutes, AutoCloseable {
    private static final String PATH = "/ws";

    private final GatewayParts parts;
    private final PerNetworkCount unidentified;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    /** A gateway whose packets nobody watches. */
    public SignalingGateway(ControlPlane controlPlane, Authenticator authenticator, SignalingSettings settings) {
        this(
                controlPlane,
                authenticator,
                settings,
                TraceSink.none(),
                new FailureLimit(FailureLimit.DEFAULT_PER_MINUTE));
    }

    /**
     * @param trace shown every packet but heartbeats
     * @param failures how often a network may come with a wrong token
     */
    public SignalingGateway(
            ControlPlane controlPlane,
            Authenticator authenticator,
            SignalingSettings settings,
            TraceSink trace,
            FailureLimit failures) {
        this.parts = new GatewayParts(
                controlPlane,
                authenticator,
                failures,
                settings,
                new SignalingCounters(),
                new EventEncoder(),
                new PacketTrace(trace),
                new Timer());
        this.unidentified = new PerNetworkCount(settings.unidentifiedPerAddress());
    }

    @Override
    public List<Route> routes() {
        Upgrade upgrade = new Upgrade(
                parts.settings(), parts.counters(), () -> new SocketEvents(parts, unidentified, connections));
        WebSocketUpgradeHandler handler = new WebSocketUpgradeHandler(container -> container.addMapping(PATH, upgrade));
        handler.setHandler(new UpgradeRequired());
        return List.of(Route.exactly(PATH, handler));
    }

    public SignalingCounters counters() {
        return parts.counters();
    }

    /** Closes every connection with 1001, going away. Sessions end with their connections. */
    @Override
    public void close() {
        connections.forEach(connection -> connection.close(CloseCode.GOING_AWAY, "the server is stopping"));
        parts.timer().close();
    }

    /** What a request gets that is none for a WebSocket. */
    private static final class UpgradeRequired extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
            JsonReply.error(HttpStatus.UPGRADE_REQUIRED_426, "this is a WebSocket, see the protocol page")
                    .send(response, callback);
            return true;
        }
    }
}
