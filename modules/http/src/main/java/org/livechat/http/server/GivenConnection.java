package org.livechat.http.server;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.livechat.api.transport.SharedPortConnection;
import org.livechat.api.transport.SharedPortProtocol;

/**
 * A connection of the protocol that shares the port. Jetty goes on counting it, and closes it when it stops itself; it asks its selector
 * for nothing of it, so that the guest alone reads and writes.
 */
final class GivenConnection extends AbstractConnection implements Connection.UpgradeTo {
    private static final long FOR_EVER = 0;

    private final SharedPortProtocol guest;
    private ByteBuffer begin = ByteBuffer.allocate(0);

    GivenConnection(EndPoint endPoint, Executor executor, SharedPortProtocol guest) {
        super(endPoint, executor);
        this.guest = guest;
    }

    @Override
    public void onUpgradeTo(ByteBuffer read) {
        begin = ByteBuffer.allocate(read.remaining()).put(read).flip();
    }

    @Override
    public void onOpen() {
        super.onOpen();
        if (!(getEndPoint() instanceof SocketChannelEndPoint endPoint)) {
            throw new IllegalStateException(getEndPoint() + " has no socket that could be given away");
        }
        endPoint.setIdleTimeout(FOR_EVER);
        guest.take(new SharedPortConnection(endPoint.getChannel(), begin, endPoint::close));
    }

    @Override
    public void onFillable() {
        throw new IllegalStateException("what comes in this connection is read by its new owner");
    }

    /** Jetty sets a short idle timeout for all that is open when it stops. */
    @Override
    public boolean onIdleExpired(TimeoutException stopping) {
        getEndPoint().close();
        return false;
    }
}
