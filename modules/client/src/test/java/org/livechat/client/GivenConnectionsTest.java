package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.IceServers;
import org.livechat.api.transport.SharedPortConnection;
import org.livechat.api.transport.SharedPortProtocol;
import org.livechat.media.MediaSettings;
import org.livechat.media.TcpSettings;
import org.livechat.media.WorkerSettings;

/** Connections that somebody else has accepted, and may close, too. */
class GivenConnectionsTest {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private static TestRelay relay() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return new TestRelay(
                ChannelMode.PTT,
                new MediaSettings(
                        new InetSocketAddress(loopback, 0),
                        List.of(loopback),
                        1 << 18,
                        Duration.ofMinutes(5),
                        TestRelay.CONSENT,
                        4,
                        3,
                        WorkerSettings.DEFAULT,
                        new TcpSettings(false, 100, 100, true, 0),
                        _ -> IceServers.NONE));
    }

    private static void await(TestRelay relay, long connections) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (relay.count("media.tcp.connections") != connections) {
            assertThat(System.nanoTime()).as("%d connections", connections).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static SharedPortConnection given(SocketChannel accepted) {
        return new SharedPortConnection(accepted, NOTHING, () -> {
            try {
                accepted.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void one_that_its_listener_closes_is_forgotten() throws Exception {
        try (var relay = relay();
                var listening =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var client = SocketChannel.open(listening.getLocalAddress());
                var accepted = listening.accept()) {
            SharedPortProtocol shared = relay.plane().sharedPort().orElseThrow();
            SharedPortConnection given = given(accepted);
            shared.take(given);
            await(relay, 1);

            given.end().run();
            await(relay, 0);
            assertThat(relay.count("media.tcp.closed", "peer")).isEqualTo(1);
            assertThat(relay.count("media.tcp.defects")).isZero();
            assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void one_that_comes_when_the_plane_is_closed_is_closed_too() throws Exception {
        var relay = relay();
        SharedPortProtocol shared = relay.plane().sharedPort().orElseThrow();
        relay.close();
        try (var listening =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var client = SocketChannel.open(listening.getLocalAddress());
                var accepted = listening.accept()) {
            shared.take(given(accepted));
            assertThat(accepted.isOpen()).isFalse();
            assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }
}
