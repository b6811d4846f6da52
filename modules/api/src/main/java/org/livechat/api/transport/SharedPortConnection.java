package org.livechat.api.transport;

import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A connection to a port that protocols share, which belongs to whoever is given it.
 *
 * @param channel does not block; nobody else reads or writes it
 * @param begin what was read of it already, which is before all that can still be read
 * @param end closes it and lets the one know who listens, who may close it too; may be called again, and from any thread
 * @since 1
 */
public record SharedPortConnection(SocketChannel channel, ByteBuffer begin, Runnable end) {}
