package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;
import org.livechat.rtc.frame.FrameLength;
import org.livechat.rtc.stun.IceClient;
import org.livechat.rtc.stun.IceCredentials;
import org.livechat.rtc.stun.StunMessage;
import org.livechat.rtc.stun.TransactionId;

/** A client sends valid checks over TCP as fast as they go, beside somebody who talks over TCP. */
@Timeout(120)
class TcpFloodTest {
    private static final OfferedTrack AUDIO = OfferedTrack.both("0", MediaKind.AUDIO);
    private static final int FRAMES = 300;
    private static final int PATIENCE_SECONDS = 20;

    /** What is read of one connection: so many short packets a second, and so many at once with those of the read that overdraws. */
    private static final int MOST_A_SECOND = 4096;

    private static final int MOST_AT_ONCE = 128 + 64;
    private static final int CHECKS_OF_A_BLOCK = 100;
    private static final int BLOCKS = 30;

    private final SplittableRandom random = new SplittableRandom(1);
    private final Set<Integer> heard = new HashSet<>();
    private TestRelay relay;
    private TestMember talker;
    private TestMember listener;
    private byte[] checks;

    @BeforeEach
    void join() throws Exception {
        relay = new TestRelay(ChannelMode.PTT, TestRelay.CONSENT);
        talker = relay.overTcp("talker", UnaryOperator.identity(), AUDIO);
        listener = relay.member("listener", AUDIO);
        var answers = new StringBuilder();
        TestMember flooder = relay.join("flooder", UnaryOperator.identity(), answer -> keep(answer, answers), AUDIO);
        flooder.awaitConnected();
        relay.heard(talker);
        listener.hear(talker);
        checks = checks(ServerAnswer.parse(answers.toString()).credentials());
    }

    @AfterEach
    void leave() {
        relay.close();
    }

    @Test
    void costs_the_talker_nothing_and_is_read_no_faster_than_a_client_has_to_send() throws Exception {
        long begin = System.nanoTime();
        long before = relay.count("media.tcp.packets.in");
        Thread flood;
        try (var socket = connect()) {
            flood = Thread.ofPlatform().start(() -> floodUntilClosed(socket));
            await(() -> relay.count("media.tcp.deferred", "fast") > 0);
            listener.heard().clear();
            for (int frame = 0; frame < FRAMES; frame++) {
                talker.speak();
                note(listener.heard().poll(TestMember.FRAME_MILLIS, TimeUnit.MILLISECONDS));
            }
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (heard.size() < FRAMES && System.nanoTime() < deadline) {
                note(listener.heard().poll(TestMember.FRAME_MILLIS, TimeUnit.MILLISECONDS));
            }
        }
        flood.join();
        long read = relay.count("media.tcp.packets.in") - before;
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%d of %d frames heard beside %.0f checks a second%n", heard.size(), FRAMES, read / seconds);
        assertThat(heard).as("frames that were heard").hasSize(FRAMES);
        assertThat(relay.count("media.tcp.dropped", "busy")).isZero();
        assertThat(read - FRAMES).isLessThan((long) (seconds * MOST_A_SECOND) + MOST_AT_ONCE);
    }

    @Test
    void loses_nothing_and_is_read_when_there_is_room_again() throws Exception {
        long before = relay.count("media.tcp.packets.in");
        try (var socket = connect()) {
            for (int i = 0; i < BLOCKS; i++) {
                socket.getOutputStream().write(checks);
            }
            await(() -> relay.count("media.tcp.packets.in") - before > BLOCKS * CHECKS_OF_A_BLOCK);
        }
        assertThat(relay.count("media.tcp.deferred", "fast")).isPositive();
        assertThat(relay.count("media.tcp.dropped", "busy")).isZero();
    }

    private void note(ReceivedRtp packet) {
        if (packet != null && TestMember.isVoiceOf(packet, talker)) {
            heard.add(packet.sequenceNumber());
        }
    }

    private void floodUntilClosed(Socket socket) {
        try {
            while (true) {
                socket.getOutputStream().write(checks);
            }
        } catch (IOException closed) {
            // the test has seen enough
        }
    }

    private static void await(BooleanSupplier done) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(1);
        }
    }

    /** A connection that one check has proved the flooder to be at. */
    private Socket connect() throws IOException {
        var socket =
                new Socket(InetAddress.getLoopbackAddress(), relay.address().getPort());
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        socket.getOutputStream().write(checks, 0, checks.length / CHECKS_OF_A_BLOCK);
        assertThat(socket.getInputStream().read()).isNotNegative();
        return socket;
    }

    private byte[] checks(IceCredentials server) {
        var client = new IceClient(IceCredentials.random(random), server, 1);
        var block = ByteBuffer.allocate(CHECKS_OF_A_BLOCK * (FrameLength.BYTES + StunMessage.LONGEST));
        for (int i = 0; i < CHECKS_OF_A_BLOCK; i++) {
            int length = client.writeCheck(
                    block.array(), block.position() + FrameLength.BYTES, TransactionId.random(random), 1, false);
            FrameLength.write(block, length);
            block.position(block.position() + length);
        }
        byte[] written = new byte[block.position()];
        block.get(0, written);
        return written;
    }

    private static String keep(String answer, StringBuilder answers) {
        answers.append(answer);
        return answer;
    }
}
