package org.livechat.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

/** The kernel takes of a connection's bytes what it can send, and not what fits into its memory. */
class UnsentLimitTest {
    private static final int SMALL_BUFFER = 4096;
    private static final int LARGE_BUFFER = 1 << 20;
    private static final int LIMIT = 1024;
    private static final int PACKET = 200;

    private final LinuxTransport transport = new LinuxTransport();

    @Test
    void who_does_not_read_is_taken_little_for() throws IOException {
        assumeTrue(transport.obstacle().isEmpty(), "this machine has not the transport of Linux");
        int unlimited = taken(false);
        int limited = taken(true);

        assertThat(unlimited).isGreaterThan(LARGE_BUFFER / 8);
        assertThat(limited).isLessThan(unlimited / 8);
    }

    @Test
    void where_nobody_listens_nothing_is_limited() throws IOException {
        assumeTrue(transport.obstacle().isEmpty(), "this machine has not the transport of Linux");
        int port;
        try (var gone = ServerSocketChannel.open()) {
            gone.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            port = gone.socket().getLocalPort();
        }
        assertThat(transport.limitUnsent(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT))
                .isFalse();
        assertThat(new NioTransport().limitUnsent(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT))
                .isFalse();
    }

    /** How many bytes a connection takes whose other end reads nothing. */
    private int taken(boolean limited) throws IOException {
        try (var listening = ServerSocketChannel.open();
                var client = SocketChannel.open()) {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var address = (InetSocketAddress) listening.getLocalAddress();
            if (limited) {
                assertThat(transport.limitUnsent(address, LIMIT)).isTrue();
            }
            client.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
            client.connect(address);
            try (var accepted = listening.accept()) {
                accepted.configureBlocking(false);
                accepted.setOption(StandardSocketOptions.SO_SNDBUF, LARGE_BUFFER);
                accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
                int taken = 0;
                int count;
                do {
                    count = accepted.write(ByteBuffer.allocate(PACKET));
                    taken += count;
                } while (count > 0);
                return taken;
            }
        }
    }
}
