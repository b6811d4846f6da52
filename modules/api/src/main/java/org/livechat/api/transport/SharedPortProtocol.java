package org.livechat.api.transport;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * A protocol that shares a TCP port with another one, whose server listens there and gives away each connection that begins as this
 * protocol does. All methods may be called from any thread and wait for nothing.
 *
 * @since 1
 */
public interface SharedPortProtocol {
    /** Within so many bytes of a connection it says whether it is its own. */
    int MOST_BYTES = 16;

    /**
     * Whose a connection is.
     *
     * @since 1
     */
    enum Recognition {
        /** This protocol's. */
        OWN,
        /** Not this protocol's, whatever follows. */
        OTHER,
        /** More bytes have to come. */
        UNDECIDED
    }

    /**
     * Looks at how a connection begins. The bytes stay as they are.
     *
     * @param begin what has come of it, from its position to its limit: at least one byte
     */
    Recognition recognize(ByteBuffer begin);

    /**
     * The port takes connections. Called once, which may be when the first ones have been given away.
     *
     * @param address where the socket listens
     */
    void listening(InetSocketAddress address);

    /** Takes a connection that is its own, and closes it when it ends, or at once if it cannot be had. */
    void take(SharedPortConnection connection);
}
