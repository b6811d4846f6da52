package org.livechat.rtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DtlsNetworkTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void handshake_survives_loss_and_reordering(long seed) {
        var pair = new PeerPair();
        pair.server = DtlsHandshake.server(
                pair.serverIdentity,
                List.of(pair.clientIdentity.fingerprint()),
                LONG,
                PeerPair.unreliable(pair::toClient, seed, 0.15, 0.25),
                pair.serverOutcome::complete);
        pair.client = DtlsHandshake.client(
                pair.clientIdentity,
                List.of(pair.serverIdentity.fingerprint()),
                LONG,
                PeerPair.unreliable(pair::toServer, -seed, 0.15, 0.25),
                pair.clientOutcome::complete);
        pair.start();

        assertThat(pair.serverKeys().client().key())
                .isEqualTo(serverPollsFor(pair).client().key());
    }

    /** The server's last flight may be among the losses: it is sent again when the server looks at what comes. */
    private static SrtpKeys serverPollsFor(PeerPair pair) {
        while (!pair.clientOutcome.isDone()) {
            pair.server.poll();
            Thread.onSpinWait();
        }
        return pair.clientKeys();
    }

    @Test
    void lost_certificate_verify_does_not_end_the_handshake() {
        var pair = new PeerPair();
        var first = new AtomicBoolean(true);
        pair.lostToServer = datagram -> isHandshake(datagram, 15) && first.getAndSet(false);
        pair.start();

        assertThat(pair.serverKeys().client().key())
                .isEqualTo(pair.clientKeys().client().key());
        assertThat(first).isFalse();
    }

    @Test
    void forged_change_cipher_spec_does_not_end_the_handshake() {
        var pair = new PeerPair();
        var forged = new byte[] {20, (byte) 0xFE, (byte) 0xFD, 0, 0, 0, 0, 0, 0, 0, 99, 0, 1, 1};
        pair.lostToServer = datagram -> {
            pair.server.offer(forged, 0, forged.length);
            return false;
        };
        pair.start();

        assertThat(pair.serverKeys().client().key())
                .isEqualTo(pair.clientKeys().client().key());
    }

    @Test
    void forged_fatal_alert_does_not_end_the_handshake() {
        var pair = new PeerPair();
        var forged = new byte[] {21, (byte) 0xFE, (byte) 0xFD, 0, 0, 0, 0, 0, 0, 0, 99, 0, 2, 2, 40};
        pair.lostToServer = datagram -> {
            pair.server.offer(forged, 0, forged.length);
            return false;
        };
        pair.start();

        assertThat(pair.serverKeys().client().key())
                .isEqualTo(pair.clientKeys().client().key());
        pair.server.offer(forged, 0, forged.length);
        assertThat(pair.server.poll()).isTrue();
    }

    @Test
    void lost_last_flight_is_sent_again_by_poll() {
        var pair = new PeerPair();
        var lost = new AtomicInteger();
        // ChangeCipherSpec and Finished of the server
        pair.lostToClient = datagram -> (datagram[0] == 20 || datagram[4] == 1) && lost.incrementAndGet() <= 2;
        pair.start();

        assertThat(pair.serverKeys()).isNotNull();
        assertThat(pair.clientOutcome).isNotDone();
        assertThat(serverPollsFor(pair).client().key())
                .isEqualTo(pair.serverKeys().client().key());
    }

    @Test
    void close_notify_of_the_peer_closes() throws InterruptedException {
        var pair = new PeerPair().start();
        pair.serverKeys();
        pair.clientKeys();
        pair.server.poll();
        assertThat(pair.server.poll()).isTrue();

        pair.client.close();

        assertThat(pair.server.poll()).isFalse();
        assertThat(pair.client.poll()).isFalse();
    }

    @Test
    void client_hello_after_completion_changes_nothing() {
        var pair = new PeerPair();
        List<byte[]> hellos = Collections.synchronizedList(new ArrayList<>());
        pair.lostToServer = datagram -> {
            if (isHandshake(datagram, 1)) {
                hellos.add(datagram);
            }
            return false;
        };
        pair.start();
        pair.serverKeys();
        pair.clientKeys();

        assertThat(hellos).isNotEmpty();
        var hello = hellos.getFirst();
        assertThat(pair.server.offer(hello, 0, hello.length)).isFalse();
        assertThat(pair.server.poll()).isTrue();
    }

    @Test
    void stalled_handshake_ends_at_its_limit() throws Exception {
        var pair = new PeerPair(Duration.ofMillis(300));
        pair.lostToServer = datagram -> isHandshake(datagram, 16);
        var began = System.nanoTime();
        pair.start();

        var outcome = pair.serverOutcome.get(5, TimeUnit.SECONDS);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        DtlsOutcome.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(DtlsOutcome.Reason.TIMEOUT));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(250));
    }

    @Test
    void silent_client_is_cancelled_at_once() throws Exception {
        var pair = new PeerPair();
        var waiting = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            waiting.countDown();
            pair.server.run();
        });
        waiting.await();

        pair.server.cancel();

        assertThat(pair.serverOutcome.get(5, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        DtlsOutcome.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(DtlsOutcome.Reason.CANCELLED));
    }

    @Test
    void flood_of_records_is_dropped_when_the_inbox_is_full() {
        var pair = new PeerPair();
        var hello = new byte[13 + 12];
        hello[0] = 22;
        hello[1] = (byte) 0xFE;
        hello[2] = (byte) 0xFD;
        hello[12] = 12;
        hello[13] = 1;
        var taken = 0;
        for (var i = 0; i < 1000; i++) {
            taken += pair.server.offer(hello, 0, hello.length) ? 1 : 0;
        }
        assertThat(taken).isEqualTo(64);
    }

    private static boolean isHandshake(byte[] datagram, int messageType) {
        return datagram[0] == 22 && datagram[4] == 0 && datagram[13] == messageType;
    }
}
