package org.livechat.media.port;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.livechat.api.transport.DatagramPort;

/** A port without a network: what comes in, and where what is sent goes to, is for those who extend it. */
public abstract class UnpluggedPort implements DatagramPort {
    private final byte[] slot = new byte[MAX_DATAGRAM_BYTES];

    @Override
    public InetSocketAddress localAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }

    @Override
    public int receiveBufferBytes() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void await(long nanos) {
        throw new AssertionError("nobody waits here");
    }

    @Override
    public void wakeUp() {
        // nobody sleeps
    }

    @Override
    public byte[] slotBuffer() {
        return slot;
    }

    @Override
    public int slotOffset() {
        return 0;
    }

    @Override
    public void flush() {
        // it is there already
    }

    @Override
    public long sendFailures() {
        return 0;
    }

    @Override
    public long messagesSent() {
        return 0;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
