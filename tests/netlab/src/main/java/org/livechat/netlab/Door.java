package org.livechat.netlab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A port that a browser takes for the server's, and behind it a socket towards the server for each address that the browser
 * sends from. Used by the relay's thread.
 */
final class Door implements ImpairingRelay.Receiver {
    private static final int LARGEST_DATAGRAM = 1 << 16;

    private final ImpairingRelay relay;
    private final Passage fromBrowser;
    private final Passage toBrowser;
    private final DatagramChannel front;
    private final int port;
    private final ByteBuffer received = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
    private final Map<SocketAddress, DatagramChannel> backs = new HashMap<>();
    private @Nullable InetSocketAddress server;

    Door(ImpairingRelay relay, InetAddress address, Passage fromBrowser, Passage toBrowser) throws IOException {
        this.relay = relay;
        this.fromBrowser = fromBrowser;
        this.toBrowser = toBrowser;
        this.front = relay.socket(address, this);
        this.port = ((InetSocketAddress) front.getLocalAddress()).getPort();
    }

    int port() {
        return port;
    }

    /** Leads to a server from now on; another that it led to before is forgotten. */
    boolean lead(InetSocketAddress to) {
        if (to.equals(server)) {
            return true;
        }
        try {
            for (DatagramChannel back : backs.values()) {
                back.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        backs.clear();
        server = to;
        return true;
    }

    @Override
    public void receive() throws IOException {
        for (SocketAddress browser = read(front); browser != null; browser = read(front)) {
            InetSocketAddress behind = server;
            if (behind != null) {
                fromBrowser.take(received, back(browser, behind), behind);
            }
        }
    }

    private DatagramChannel back(SocketAddress browser, InetSocketAddress behind) throws IOException {
        DatagramChannel known = backs.get(browser);
        if (known != null) {
            return known;
        }
        Back back = new Back(browser, behind);
        backs.put(browser, back.channel);
        return back.channel;
    }

    private @Nullable SocketAddress read(DatagramChannel channel) throws IOException {
        received.clear();
        SocketAddress from = channel.receive(received);
        received.flip();
        return from;
    }

    private final class Back implements ImpairingRelay.Receiver {
        private final SocketAddress browser;
        private final DatagramChannel channel;

        Back(SocketAddress browser, InetSocketAddress behind) throws IOException {
            this.browser = browser;
            this.channel = relay.socket(behind.getAddress(), this); // libnice pairs no loopback address with another
        }

        @Override
        public void receive() throws IOException {
            while (read(channel) != null) {
                toBrowser.take(received, front, browser);
            }
        }
    }
}
