package org.livechat.http.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.BufferUtil;
import org.livechat.api.transport.SharedPortProtocol;

/**
 * A connection of which nobody knows yet what it speaks. Its first bytes say so, and whoever goes on gets them. Who sends none has a few
 * bytes here, where Jetty's own detector keeps 8 KiB for each connection.
 */
final class FirstBytes extends AbstractConnection implements Connection.UpgradeFrom {
    private final Connector connector;
    private final SharedPortProtocol guest;
    private final ConnectionFactory host;
    private final ByteBuffer bytes = BufferUtil.allocate(SharedPortProtocol.MOST_BYTES);

    /** @param host makes the connection of all that is not the guest's */
    FirstBytes(EndPoint endPoint, Connector connector, SharedPortProtocol guest, ConnectionFactory host) {
        super(endPoint, connector.getExecutor());
        this.connector = connector;
        this.guest = guest;
        this.host = host;
    }

    @Override
    public void onOpen() {
        super.onOpen();
        fillInterested();
    }

    @Override
    public void onFillable() {
        try {
            int count = getEndPoint().fill(bytes);
            while (count > 0) {
                if (decided()) {
                    return;
                }
                count = getEndPoint().fill(bytes);
            }
            if (count < 0) {
                getEndPoint().close();
            } else {
                fillInterested();
            }
        } catch (IOException broken) {
            getEndPoint().close(broken);
        }
    }

    private boolean decided() {
        return switch (guest.recognize(bytes.asReadOnlyBuffer())) {
            case OWN -> {
                getEndPoint().upgrade(new GivenConnection(getEndPoint(), getExecutor(), guest));
                yield true;
            }
            case UNDECIDED -> BufferUtil.space(bytes) == 0 && goneOn();
            case OTHER -> goneOn();
        };
    }

    private boolean goneOn() {
        getEndPoint().upgrade(host.newConnection(connector, getEndPoint()));
        return true;
    }

    @Override
    public ByteBuffer onUpgradeFrom() {
        return bytes;
    }
}
