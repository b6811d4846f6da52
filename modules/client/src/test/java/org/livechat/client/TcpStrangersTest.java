package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.IceServers;
import org.livechat.api.media.MediaKind;
import org.livechat.media.MediaSettings;
import org.livechat.media.TcpSettings;
import org.livechat.media.WorkerSettings;

/** What strangers can do with the media port's TCP: connect, for a time, so and so often. */
class TcpStrangersTest {
    private static final OfferedTrack AUDIO = OfferedTrack.both("0", MediaKind.AUDIO);
    private static final int PATIENT_MILLIS = 30_000;
    private static final byte[] NOTHING = {};
    private static final byte[] HALF_A_LENGTH = {0};
    private static final byte[] HALF_A_PACKET = {0, 100, 1, 2, 3};
    private static final byte[] TOO_LONG = {8, 1};

    @Test
    void a_connection_that_proves_nothing_ends_in_time_and_those_of_clients_stay() throws Exception {
        try (var relay = relay(new TcpSettings(true, 100, 100))) {
            var client = relay.overTcp("client", UnaryOperator.identity(), AUDIO);
            var other = relay.member("other", AUDIO);

            List<Socket> strangers = new ArrayList<>();
            for (byte[] said : List.of(NOTHING, HALF_A_LENGTH, HALF_A_PACKET)) {
                strangers.add(connect(relay, said));
            }
            for (Socket stranger : strangers) {
                assertThat(stranger.getInputStream().read()).isEqualTo(-1);
                stranger.close();
            }
            assertThat(relay.count("media.tcp.closed", "unproven")).isEqualTo(strangers.size());

            assertThat(relay.count("media.tcp.connections")).isEqualTo(1);
            relay.heard(client);
            other.hear(client);
        }
    }

    @Test
    void a_packet_that_is_too_long_ends_its_connection_at_once() throws Exception {
        try (var relay = relay(new TcpSettings(true, 100, 100));
                var stranger = connect(relay, TOO_LONG)) {
            assertEnded(stranger);
            assertThat(relay.count("media.tcp.closed", "too_long")).isEqualTo(1);
        }
    }

    @Test
    void packets_without_a_valid_check_among_them_end_their_connection() throws Exception {
        try (var relay = relay(new TcpSettings(true, 100, 100), Duration.ofMinutes(1));
                var stranger = connect(relay, new byte[0])) {
            var frames = new byte[65 * 3];
            for (int i = 0; i < frames.length; i += 3) {
                frames[i + 1] = 1;
            }
            stranger.getOutputStream().write(frames);
            assertEnded(stranger);
            assertThat(relay.count("media.tcp.closed", "flood")).isEqualTo(1);
            assertThat(relay.dropped("unknown_source")).isLessThanOrEqualTo(64);
        }
    }

    @Test
    void where_there_are_as_many_as_may_be_the_oldest_stranger_makes_room() throws Exception {
        try (var relay = relay(new TcpSettings(true, 3, 100), Duration.ofMinutes(1))) {
            var client = relay.overTcp("client", UnaryOperator.identity(), AUDIO);
            List<Socket> strangers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                strangers.add(connect(relay, NOTHING));
            }
            for (Socket stranger : strangers.subList(0, 8)) {
                assertEnded(stranger);
            }
            assertThat(relay.count("media.tcp.closed", "crowded")).isEqualTo(8);
            assertThat(relay.count("media.tcp.refused", "total")).isZero();

            var second = relay.overTcp("second", UnaryOperator.identity(), AUDIO);
            var third = relay.overTcp("third", UnaryOperator.identity(), AUDIO);
            assertThat(relay.count("media.tcp.closed", "crowded")).isEqualTo(10);
            try (var one = connect(relay, NOTHING)) {
                assertEnded(one);
            }
            assertThat(relay.count("media.tcp.refused", "total")).isEqualTo(1);
            relay.heard(client);
            second.hear(client);
            third.hear(client);
        }
    }

    @Test
    void a_network_has_so_many_connections_and_no_more() throws Exception {
        try (var relay = relay(new TcpSettings(true, 100, 3), Duration.ofMinutes(1))) {
            assertOnlyThree(relay);
        }
    }

    private static void assertOnlyThree(TestRelay relay) throws Exception {
        List<Socket> strangers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            strangers.add(connect(relay, NOTHING));
        }
        assertEnded(strangers.removeLast());
        assertThat(relay.count("media.tcp.refused", "network")).isEqualTo(1);
        assertThat(relay.count("media.tcp.connections")).isEqualTo(3);

        // Who goes makes room.
        strangers.removeLast().close();
        while (relay.count("media.tcp.connections") == 3) {
            Thread.onSpinWait();
        }
        var client = relay.overTcp("client", UnaryOperator.identity(), AUDIO);
        assertThat(client.peer().localAddress()).isNotNull();
        for (Socket stranger : strangers) {
            stranger.close();
        }
    }

    private static void assertEnded(Socket stranger) throws IOException {
        try {
            assertThat(stranger.getInputStream().read()).isEqualTo(-1);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
        stranger.close();
    }

    private static Socket connect(TestRelay relay, byte[] said) throws IOException {
        var socket =
                new Socket(InetAddress.getLoopbackAddress(), relay.address().getPort());
        socket.setSoTimeout(PATIENT_MILLIS);
        socket.getOutputStream().write(said);
        return socket;
    }

    private static TestRelay relay(TcpSettings tcp) throws IOException {
        return relay(tcp, Duration.ofSeconds(4));
    }

    private static TestRelay relay(TcpSettings tcp, Duration patience) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return new TestRelay(
                ChannelMode.PTT,
                new MediaSettings(
                        new InetSocketAddress(loopback, 0),
                        List.of(loopback),
                        1 << 18,
                        patience,
                        TestRelay.CONSENT,
                        4,
                        3,
                        WorkerSettings.DEFAULT,
                        tcp,
                        _ -> IceServers.NONE));
    }
}
