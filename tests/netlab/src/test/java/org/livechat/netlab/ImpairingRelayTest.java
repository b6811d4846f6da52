package org.livechat.netlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Packets over real sockets, to one who sends them back. */
class ImpairingRelayTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int PATIENCE_MILLIS = 2_000;
    private static final int PACKETS = 1_000;

    private DatagramSocket echo;
    private ImpairingRelay relay;

    @BeforeEach
    void open() throws IOException {
        echo = new DatagramSocket(0, LOOPBACK);
        Thread.ofPlatform().daemon().start(this::echo);
        relay = ImpairingRelay.open(LOOPBACK, 2);
        relay.lead(0, "127.0.0.1", echo.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        relay.close();
        echo.close();
    }

    @Test
    void two_addresses_of_a_browser_each_get_their_own_answers() throws IOException {
        try (DatagramSocket one = browser();
                DatagramSocket other = browser()) {
            send(one, 1);
            send(other, 2);
            assertThat(receive(other)).isEqualTo(2);
            assertThat(receive(one)).isEqualTo(1);
        }
    }

    @Test
    void delay_is_kept_in_both_directions() throws IOException {
        relay.restart(delay(60), delay(40), 1);
        try (DatagramSocket browser = browser()) {
            for (int i = 0; i < 5; i++) {
                long sent = System.nanoTime();
                send(browser, i);
                assertThat(receive(browser)).isEqualTo(i);
                // no upper bound that a busy machine could break
                assertThat(Duration.ofNanos(System.nanoTime() - sent))
                        .isBetween(Duration.ofMillis(99), Duration.ofMillis(400));
            }
        }
    }

    @Test
    void packets_are_lost_from_the_beginning_on_and_not_before() throws IOException {
        relay.restart(Impairment.NONE, Impairment.NONE.withLoss(0.3, 1), 1);
        try (DatagramSocket browser = browser()) {
            assertThat(answered(browser)).isEqualTo(PACKETS);
            relay.begin();
            int answered = answered(browser);
            LinkCounts inward = relay.toBrowser();
            assertThat(relay.fromBrowser().packets()).isEqualTo(PACKETS);
            assertThat(relay.fromBrowser().lost()).isZero();
            assertThat(inward.packets()).isEqualTo(PACKETS);
            assertThat(inward.lost()).isBetween(PACKETS / 4L, PACKETS * 35L / 100);
            assertThat(answered).isEqualTo((int) (PACKETS - inward.lost()));
        }
    }

    @Test
    void a_network_changes_while_it_runs() throws IOException {
        relay.restart(Impairment.NONE, Impairment.NONE.withLoss(0.5, 1), 1);
        relay.begin();
        relay.change(Impairment.NONE, Impairment.NONE);
        try (DatagramSocket browser = browser()) {
            assertThat(answered(browser)).isEqualTo(PACKETS);
        }
    }

    @Test
    void a_door_that_leads_nowhere_drops() throws IOException {
        try (DatagramSocket browser = browser()) {
            browser.setSoTimeout(100);
            browser.send(
                    new DatagramPacket(new byte[4], 4, LOOPBACK, relay.ports().getLast()));
            assertThat(receive(browser)).isEqualTo(-1);
        }
    }

    private static Impairment delay(int millis) {
        return Impairment.NONE.withDelay(Duration.ofMillis(millis));
    }

    /** Sends packets a few at a time, so that no socket's buffer overflows, and says how many came back. */
    private int answered(DatagramSocket browser) throws IOException {
        int answered = 0;
        browser.setSoTimeout(200);
        for (int sent = 0; sent < PACKETS; sent += 50) {
            for (int i = 0; i < 50; i++) {
                send(browser, sent + i);
            }
            while (receive(browser) >= 0) {
                answered++;
                browser.setSoTimeout(30);
            }
            browser.setSoTimeout(200);
        }
        return answered;
    }

    private static DatagramSocket browser() throws IOException {
        DatagramSocket socket = new DatagramSocket(0, LOOPBACK);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private void send(DatagramSocket browser, int number) throws IOException {
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
        browser.send(
                new DatagramPacket(bytes, bytes.length, LOOPBACK, relay.ports().getFirst()));
    }

    /** The number of the next packet; -1 if none comes. */
    private static int receive(DatagramSocket browser) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[Integer.BYTES], Integer.BYTES);
        try {
            browser.receive(packet);
        } catch (SocketTimeoutException none) {
            return -1;
        }
        return ByteBuffer.wrap(packet.getData()).getInt();
    }

    private void echo() {
        DatagramPacket packet = new DatagramPacket(new byte[64], 64);
        try {
            while (true) {
                packet.setLength(64);
                echo.receive(packet);
                echo.send(packet);
            }
        } catch (IOException closed) {
            assertThat(echo.isClosed()).isTrue();
        }
    }
}
