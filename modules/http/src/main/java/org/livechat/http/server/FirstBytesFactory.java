package org.livechat.http.server;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.livechat.api.transport.SharedPortProtocol;

/** Stands before TLS and HTTP where another protocol shares their port. */
final class FirstBytesFactory extends AbstractConnectionFactory {
    private final SharedPortProtocol guest;
    private final String host;

    /** @param host what Jetty calls the protocol of all that is not the guest's */
    FirstBytesFactory(SharedPortProtocol guest, String host) {
        super("first-bytes");
        this.guest = guest;
        this.host = host;
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        return configure(
                new FirstBytes(endPoint, connector, guest, connector.getConnectionFactory(host)), connector, endPoint);
    }
}
