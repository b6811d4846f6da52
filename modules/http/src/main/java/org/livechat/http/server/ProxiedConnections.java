package org.livechat.http.server;

import java.net.InetAddress;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.livechat.http.ClientAddress;
import org.livechat.http.JsonReply;

/** Counts the connections of trusted proxies as those of the clients whose requests they carry, and refuses what is too much. */
final class ProxiedConnections extends Handler.Wrapper {
    /** Others of the network have to go first, and nobody knows when. */
    private static final int RETRY_AFTER_SECONDS = 5;

    private final BoundedConnector connector;

    ProxiedConnections(BoundedConnector connector, Handler handler) {
        super(handler);
        this.connector = connector;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<InetAddress> client = ClientAddress.of(request);
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        if (client.isPresent() && !connector.carry(endPoint, client.get())) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
            JsonReply.error(
                            HttpStatus.TOO_MANY_REQUESTS_429,
                            "your network has as many connections as it may; close some")
                    .send(response, callback);
            return true;
        }
        return super.handle(request, response, callback);
    }
}
