package org.livechat.media.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.livechat.api.transport.SharedPortConnection;

/** A socket that connections come in at. For the port's thread, once it is open. */
final class TcpListener implements AutoCloseable {
    private static final int BACKLOG_OF_ACCEPTS = 256;
    private static final int MOST_ACCEPTED_A_ROUND = 64;

    private final ServerSocketChannel channel;
    private final SelectionKey key;
    private final InetSocketAddress address;

    private TcpListener(ServerSocketChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.address = (InetSocketAddress) channel.getLocalAddress();
        this.key = channel.register(selector, SelectionKey.OP_ACCEPT, this);
    }

    /** @throws IOException when the address is in use, not of this machine, or may not be used; nothing is left open then */
    static TcpListener open(InetSocketAddress bind, Selector selector) throws IOException {
        var channel = ServerSocketChannel.open();
        try {
            channel.bind(bind, BACKLOG_OF_ACCEPTS);
            channel.configureBlocking(false);
            return new TcpListener(channel, selector);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Where it is bound. Any thread. */
    InetSocketAddress address() {
        return address;
    }

    /** Takes those that wait, up to a number. */
    void accept(Consumer<SharedPortConnection> taker) {
        try {
            for (int i = 0; i < MOST_ACCEPTED_A_ROUND; i++) {
                SocketChannel accepted = channel.accept();
                if (accepted == null) {
                    return;
                }
                taker.accept(new SharedPortConnection(accepted, ByteBuffer.allocate(0), () -> close(accepted)));
            }
        } catch (IOException noDescriptors) {
            // Whoever waits is still there when there are some again: the next sweep looks.
            key.interestOps(0);
        }
    }

    /** Takes connections again, if there was a reason not to. */
    void goOn() {
        key.interestOps(SelectionKey.OP_ACCEPT);
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // it has gone, which is what is wanted
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // nothing is left to be done with it
        }
    }
}
