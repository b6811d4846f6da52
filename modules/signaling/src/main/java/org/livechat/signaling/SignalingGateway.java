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
import org.livechat.api.control.ControlPlane;
import org.livechat.api.gateway.Admission;
import org.livechat.api.gateway.Gateway;
import org.livechat.api.network.PerNetworkCount;
import org.livechat.api.trace.TraceSink;
import org.livechat.http.HttpRoutes;
import org.livechat.http.JsonReply;
import org.livechat.http.Route;

/** The WebSocket gateway at {@code /ws}: one connection speaks for one session of the control plane. */
public final class SignalingGateway implements Gateway, HttpRoutes {
    private static final String PATH = "/ws";

    private final GatewayParts parts;
    private final PerNetworkCount unidentified;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    /** A gateway whose packets nobody watches. */
    public SignalingGateway(ControlPlane controlPlane, Admission admission, SignalingSettings settings) {
        this(controlPlane, admission, settings, TraceSink.none());
    }

    /** @param trace shown every packet but heartbeats */
    public SignalingGateway(
            ControlPlane controlPlane, Admission admission, SignalingSettings settings, TraceSink trace) {
        this.parts = new GatewayParts(
                controlPlane,
                admission,
                settings,
                new SignalingCounters(),
                new EventEncoder(),
                new ChannelLists(),
                new ParcelBudget(Parcel.Use.WAITING, settings.egress().allBytesHere()),
                new ParcelBudget(Parcel.Use.KEPT, settings.keptBytesHere()),
                new SessionStreams(),
                new PerNetworkCount(settings.awayPerAddress()),
                new UnfinishedMessages(settings.ingressBytesHere()),
                new PacketTrace(trace),
                new Timer());
        this.unidentified = new PerNetworkCount(settings.unidentifiedPerAddress());
    }

    @Override
    public List<Route> routes() {
        Upgrade upgrade = new Upgrade(
                parts.controlPlane().heartbeatInterval(),
                client -> new SocketEvents(parts, client, unidentified, connections));
        WebSocketUpgradeHandler handler = new WebSocketUpgradeHandler(container -> container.addMapping(PATH, upgrade));
        handler.setHandler(new UpgradeRequired());
        return List.of(Route.exactly(PATH, handler));
    }

    public SignalingCounters counters() {
        return parts.counters();
    }

    /** How many bytes wait to be read by clients now. */
    public long waitingBytes() {
        return parts.budget().taken();
    }

    /** How many bytes are kept for clients that may have lost them. */
    public long keptBytes() {
        return parts.keptBudget().taken();
    }

    /** How many sessions' clients have no connection now. */
    public long away() {
        return parts.streams().away();
    }

    /** How many bytes are held of messages that are not whole yet. */
    public long unfinishedBytes() {
        return parts.unfinished().bytes();
    }

    /** Closes every connection with 1001, going away. Sessions end with their connections. */
    @Override
    public void ending() {
        close();
    }

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
