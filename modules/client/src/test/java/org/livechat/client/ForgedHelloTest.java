package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;

/** Handshakes into which somebody sends from where the peer seems to be, and who does not see what goes there. */
class ForgedHelloTest {
    private static final OfferedTrack AUDIO = OfferedTrack.both("0", MediaKind.AUDIO);
    /** Behind the headers of record and message, and the version. */
    private static final int RANDOM_OFFSET = 13 + 12 + 2;

    private static final int RANDOM_BYTES = 32;
    private static final int RECORD_HEADER_BYTES = 13;
    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int MESSAGE_NUMBER_OFFSET = RECORD_HEADER_BYTES + 5;
    private static final int PIECE_HEADERS_BYTES = RECORD_HEADER_BYTES + 12;
    private static final int MANY = 20;

    private final Random random = new Random(1);
    private TestRelay relay;
    private TappedPath path;

    @BeforeEach
    void open() throws Exception {
        relay = new TestRelay(ChannelMode.PTT, TestRelay.CONSENT);
        path = new TappedPath(relay.address());
    }

    @AfterEach
    void close() {
        path.close();
        relay.close();
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void hello_forged_before_the_peers_own_harms_nobody(boolean isSplit, boolean forgedIsSplit) throws Exception {
        path.holdDtls();
        if (isSplit) {
            path.splitHellos();
        }
        var alice = join();
        assertThat(path.awaitHello()).isTrue();
        var forged = forged(path.dtls().getFirst());
        for (byte[] datagram : forgedIsSplit ? TappedPath.split(forged) : List.of(forged)) {
            path.send(datagram);
        }
        assertThat(path.awaitAnswer()).isTrue();
        path.releaseDtls();

        alice.awaitConnected();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void many_hellos_forged_before_the_peers_own_harm_nobody(boolean isSplit) throws Exception {
        path.holdDtls();
        if (isSplit) {
            path.splitHellos();
        }
        var alice = join();
        assertThat(path.awaitHello()).isTrue();
        for (int i = 0; i < MANY; i++) {
            path.send(forged(path.dtls().getFirst()));
        }
        assertThat(path.awaitAnswer()).isTrue();
        path.releaseDtls();

        alice.awaitConnected();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void hellos_forged_behind_all_that_the_peer_sends_harm_nobody(boolean isSplit) throws Exception {
        if (isSplit) {
            path.splitHellos();
        }
        path.sendBehindDtls(sent -> forged(path.dtls().getFirst()));
        join().awaitConnected();
    }

    @Test
    void hello_forged_before_and_behind_harms_nobody() throws Exception {
        path.holdDtls();
        var alice = join();
        assertThat(path.awaitHello()).isTrue();
        path.send(forged(path.dtls().getFirst()));
        assertThat(path.awaitAnswer()).isTrue();
        path.sendBehindDtls(sent -> forged(path.dtls().getFirst()));
        path.releaseDtls();

        alice.awaitConnected();
    }

    @Test
    void hello_in_two_datagrams_begins_a_handshake() throws Exception {
        path.splitHellos();
        join().awaitConnected();
    }

    /** Where the rest of a hello that has the cookie is forged, its sender says all of it again. */
    @Test
    void forged_second_piece_of_the_peers_hello_harms_nobody() throws Exception {
        path.splitHellos();
        path.holdDtls();
        var alice = join();
        assertThat(path.awaitHello()).isTrue();
        path.send(forged(path.dtls().getFirst()));
        assertThat(path.awaitAnswer()).isTrue();
        var isGarbled = new AtomicBoolean();
        path.sendBetweenPieces(piece -> {
            boolean hasCookie = piece[MESSAGE_NUMBER_OFFSET] == 1;
            if (!hasCookie || isGarbled.getAndSet(true)) {
                return new byte[0];
            }
            var garbled = piece.clone();
            Arrays.fill(garbled, PIECE_HEADERS_BYTES, garbled.length, (byte) 0xFF);
            return garbled;
        });
        path.releaseDtls();

        alice.awaitConnected();
        assertThat(isGarbled).isTrue();
    }

    /** Which the server refuses at once, and with it whatever comes after in that handshake. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void hello_with_null_ciphers_alone_is_refused_and_the_peers_own_is_not(boolean isSplit) throws Exception {
        path.holdDtls();
        if (isSplit) {
            path.splitHellos();
        }
        var alice = join();
        assertThat(path.awaitHello()).isTrue();
        path.send(withNullCiphers(forged(path.dtls().getFirst())));
        awaitFailed(1);
        path.releaseDtls();

        alice.awaitConnected();
    }

    @Test
    void hellos_with_null_ciphers_behind_all_that_the_peer_sends_harm_nobody() throws Exception {
        path.sendBehindDtls(sent -> withNullCiphers(forged(path.dtls().getFirst())));
        join().awaitConnected();
    }

    /** It says so again when it is asked for a cookie, and that is refused in earnest. */
    @Test
    void peer_whose_own_hello_has_null_ciphers_alone_is_told_so() throws Exception {
        path.changeDtls(ForgedHelloTest::withNullCiphers);
        join();

        relay.awaitEvent("closed HANDSHAKE_FAILED alice");
        assertThat(relay.count("media.handshakes.failed")).isEqualTo(2);
    }

    private void awaitFailed(long count) throws InterruptedException {
        while (relay.count("media.handshakes.failed") < count) {
            Thread.sleep(10); // asks again, within the time that a test may take
        }
    }

    /** TLS_RSA_WITH_NULL_SHA256 (RFC 5246) in the place of each suite. */
    private static byte[] withNullCiphers(byte[] hello) {
        var copy = hello.clone();
        if (hello[0] != HANDSHAKE || hello[RECORD_HEADER_BYTES] != CLIENT_HELLO) {
            return copy;
        }
        // Behind the random come the session's id and the cookie, each with a byte of length.
        int at = RANDOM_OFFSET + RANDOM_BYTES;
        at += 1 + Byte.toUnsignedInt(hello[at]);
        at += 1 + Byte.toUnsignedInt(hello[at]);
        int length = Byte.toUnsignedInt(hello[at]) << 8 | Byte.toUnsignedInt(hello[at + 1]);
        for (int suite = at + 2; suite < at + 2 + length; suite += 2) {
            copy[suite] = 0;
            copy[suite + 1] = 0x3B;
        }
        return copy;
    }

    /** A certificate with which no handshake begins. */
    @Test
    void other_message_forged_before_the_peers_hello_harms_nobody() throws Exception {
        path.holdDtls();
        var alice = join();
        assertThat(path.awaitHello()).isTrue();
        path.send(new byte[] {22, -2, -3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 15, 11, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0});
        path.releaseDtls();

        alice.awaitConnected();
    }

    private TestMember join() throws Exception {
        return relay.join("alice", UnaryOperator.identity(), path::lead, AUDIO);
    }

    /** What somebody who sees nothing on this path could make up. */
    private byte[] forged(byte[] hello) {
        var copy = hello.clone();
        var other = new byte[RANDOM_BYTES];
        random.nextBytes(other);
        System.arraycopy(other, 0, copy, RANDOM_OFFSET, RANDOM_BYTES);
        return copy;
    }
}
