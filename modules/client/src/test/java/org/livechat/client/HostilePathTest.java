package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;
import org.livechat.api.media.PeerStatus;
import org.livechat.rtc.dtls.DtlsIdentity;

/** Packets that somebody on the way recorded, made up or held back. */
class HostilePathTest {
    private static final OfferedTrack AUDIO = OfferedTrack.both("0", MediaKind.AUDIO);

    private TestRelay relay;
    private TappedPath path;
    private TestMember alice;
    private TestMember bob;

    @BeforeEach
    void join() throws Exception {
        begin(TestRelay.CONSENT);
    }

    private void begin(Duration consent) throws Exception {
        relay = new TestRelay(ChannelMode.PTT, consent);
        path = new TappedPath(relay.address());
        alice = relay.join("alice", UnaryOperator.identity(), path::lead, AUDIO);
        alice.awaitConnected();
        bob = relay.member("bob", AUDIO);
        relay.heard(alice);
        bob.hear(alice);
    }

    @AfterEach
    void leave() {
        path.close();
        relay.close();
    }

    @Test
    void a_packet_that_comes_twice_is_relayed_once() throws Exception {
        bob.heard().clear();
        path.send(path.rtp().getLast());
        alice.speak();
        var heard = bob.hear();

        assertThat(relay.dropped("replayed")).isEqualTo(1);
        assertThat(heard.payload()).isEqualTo(alice.voice());
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void a_recorded_check_moves_nothing_when_it_comes_from_elsewhere() throws Exception {
        var before = address("alice");
        try (var stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            var check = path.checks().getLast();
            stranger.send(new DatagramPacket(check, check.length, relay.address()));
            bob.heard().clear();
            bob.hear(alice);

            assertThat(address("alice")).isEqualTo(before);
            stranger.setSoTimeout(100);
            assertThatThrownBy(() -> stranger.receive(new DatagramPacket(new byte[2048], 2048)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(relay.dropped("stun")).isEqualTo(1);
        assertThat(relay.takeEvents("moved")).isEmpty();
    }

    @Test
    void dtls_from_an_address_without_a_check_is_not_looked_at() throws Exception {
        try (var stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            // handshake record of epoch 0, and a fatal alert
            for (var record : new byte[][] {
                {22, -2, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0},
                {21, -2, -3, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 2, 40}
            }) {
                stranger.send(new DatagramPacket(record, record.length, relay.address()));
            }
            bob.heard().clear();
            bob.hear(alice);
            stranger.setSoTimeout(100);
            assertThatThrownBy(() -> stranger.receive(new DatagramPacket(new byte[2048], 2048)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(relay.dropped("unknown_source")).isEqualTo(2);
    }

    @Test
    void an_alert_in_the_clear_from_the_peers_own_address_ends_nothing() throws Exception {
        path.send(new byte[] {21, -2, -3, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 2, 40});
        goesOn();
    }

    @Test
    void an_alert_that_claims_to_be_encrypted_ends_nothing() throws Exception {
        var alert = Arrays.copyOf(new byte[] {21, -2, -3, 0, 1, 0, 0, 0, 0, 0, 9, 0, 26}, 13 + 26);
        path.send(alert);
        goesOn();
    }

    @Test
    void a_record_too_short_to_be_encrypted_ends_nothing() throws Exception {
        path.send(new byte[] {21, -2, -3, 0, 1, 0, 0, 0, 0, 0, 9, 0, 2, 2, 0});
        goesOn();
    }

    private void goesOn() throws InterruptedException {
        bob.heard().clear();
        for (var frame = 0; frame < 20; frame++) {
            bob.hear(alice);
        }
        assertThat(relay.takeEvents("closed")).isEmpty();
    }

    @Test
    void packets_with_a_wrong_tag_end_nothing() throws Exception {
        var forged = path.rtp().getLast().clone();
        forged[forged.length - 1] ^= 1;
        var last = ((forged[2] & 0xFF) << 8) | (forged[3] & 0xFF);
        for (var sequence = last + 1; sequence <= last + 1000; sequence++) {
            forged[2] = (byte) (sequence >> 8);
            forged[3] = (byte) sequence;
            path.send(forged);
        }
        bob.heard().clear();
        bob.hear(alice);
        assertThat(relay.dropped("unauthentic")).isGreaterThan(100);
        assertThat(relay.takeEvents("closed")).isEmpty();
    }

    @Test
    void who_has_another_certificate_than_the_offer_said_is_shut_out() throws Exception {
        var other = DtlsIdentity.generate().fingerprint().toString();
        relay.join(
                "mallory",
                offer -> offer.replaceAll("a=fingerprint:.*\r\n", "a=fingerprint:" + other + "\r\n"),
                UnaryOperator.identity(),
                AUDIO);

        relay.awaitEvent("closed HANDSHAKE_FAILED mallory");
        assertThat(relay.count("media.handshakes.failed")).isEqualTo(1);
        assertThat(relay.plane().peers()).extracting(PeerStatus::userId).doesNotContain("mallory");
    }

    @Test
    void media_alone_is_no_consent() throws Exception {
        leave();
        begin(Duration.ofSeconds(2));
        while (relay.takeEvents("closed CONSENT_EXPIRED alice").isEmpty()) {
            alice.speak();
            bob.heard().poll(TestMember.FRAME_MILLIS, TimeUnit.MILLISECONDS);
        }
        assertThat(relay.plane().peers()).extracting(PeerStatus::userId).doesNotContain("alice");
    }

    private Object address(String userId) {
        return relay.plane().peers().stream()
                .filter(peer -> peer.userId().equals(userId))
                .map(PeerStatus::address)
                .findFirst()
                .orElseThrow();
    }
}
