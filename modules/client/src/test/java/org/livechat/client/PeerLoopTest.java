package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;

/** Peers that share a thread, with each other and with a real relay. */
class PeerLoopTest {
    private static final String MID = "0";
    private static final OfferedTrack VOICE = OfferedTrack.both(MID, MediaKind.AUDIO);
    private static final int OPUS = 111;
    private static final String NOT_AUTHENTIC = "not authentic";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SecureRandom random = new SecureRandom();

    /** Writes down what a peer got, and why it ended. */
    private static final class Ear implements LoopListener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

        @Override
        public void received(ArrivedPacket packet) {
            int length = packet.length();
            int start = packet.open();
            heard.add(start < 0 ? NOT_AUTHENTIC : text(packet.buffer(), start, length));
        }

        @Override
        public void ended(String reason) {
            ends.add(reason);
        }

        String next() throws InterruptedException {
            return heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        private static String text(byte[] buffer, int start, int length) {
            var all = new String(Arrays.copyOfRange(buffer, start, length), StandardCharsets.ISO_8859_1);
            return all.substring(0, all.indexOf('.'));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_peer_that_closes_leaves_the_others(boolean wakeful) throws Exception {
        var key = MediaKey.random(SrtpChoice.CM, random);
        try (var loop = PeerLoop.start(SrtpChoice.CM, wakeful)) {
            var ear = new Ear();
            var talker = loop.peer(new Ear());
            var listener = loop.peer(ear);
            var leaver = loop.peer(new Ear());
            leaver.connect(loopback(talker), Map.of(), key, key).join();
            var track = connect(talker, key, listener, key);

            say(track, "before");
            assertThat(ear.next()).isEqualTo("before");
            leaver.close();
            say(track, "after");
            assertThat(ear.next()).isEqualTo("after");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SrtpChoice.class,
            names = {"CM", "GCM"})
    void what_is_not_of_the_key_is_not_opened(SrtpChoice cipher) throws Exception {
        try (var loop = PeerLoop.start(cipher)) {
            var ear = new Ear();
            var track = connect(
                    loop.peer(new Ear()),
                    MediaKey.random(cipher, random),
                    loop.peer(ear),
                    MediaKey.random(cipher, random));

            say(track, "forged");
            assertThat(ear.next()).isEqualTo(NOT_AUTHENTIC);
        }
    }

    @Test
    void who_still_waits_for_an_answer_is_told_when_the_loop_closes() throws Exception {
        LoopPeer peer;
        CompletableFuture<Void> connected;
        try (var loop = PeerLoop.start(SrtpChoice.ANY)) {
            peer = loop.peer(new Ear());
            connected = peer.connect(answerOfAServerThatIsGone(peer));
        }

        assertThatThrownBy(() -> connected.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(peer::localAddress).hasMessageContaining("the peer is closed");
    }

    @Test
    void consent_is_kept_alive_while_nothing_is_sent() throws Exception {
        var consent = Duration.ofSeconds(7);
        try (var loop = PeerLoop.start(SrtpChoice.ANY);
                var relay = new TestRelay(ChannelMode.PTT, consent)) {
            var ear = new Ear();
            join(relay, loop.peer(ear));

            assertThat(ear.ends.poll(consent.plusSeconds(3).toSeconds(), TimeUnit.SECONDS))
                    .isNull();
            assertThat(relay.takeEvents("closed"))
                    .as("peers the server gave up")
                    .isEmpty();
        }
    }

    private static void join(TestRelay relay, LoopPeer peer) throws Exception {
        var opened = relay.open("somebody", peer.offer(List.of(VOICE)));
        peer.connect(opened.sdpAnswer()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static String answerOfAServerThatIsGone(LoopPeer peer) throws IOException {
        try (var relay = new TestRelay(ChannelMode.PTT, TestRelay.CONSENT)) {
            return relay.open("nobody", peer.offer(List.of(VOICE))).sdpAnswer();
        }
    }

    private static SendingTrack connect(LoopPeer talker, MediaKey sending, LoopPeer listener, MediaKey receiving)
            throws IOException {
        talker.offer(List.of(VOICE));
        talker.connect(loopback(listener), Map.of(MID, OPUS), sending, sending).join();
        listener.connect(loopback(talker), Map.of(), receiving, receiving).join();
        return talker.sending(MID).orElseThrow();
    }

    private static InetSocketAddress loopback(LoopPeer peer) {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), peer.localAddress().getPort());
    }

    private static void say(SendingTrack track, String word) {
        track.send(true, 0, 0, (word + ".").getBytes(StandardCharsets.ISO_8859_1));
    }
}
