package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** What is read of one client: so many short packets a second, and so many at once with those of the read that overdraws. */
    private static final int MOST_A_SECOND = 4096;

    private static final int MOST_AT_ONCE = 128 + 64;

    private static final int CONNECTIONS = 32;
    private static final int CHECKS_OF_A_BLOCK = 100;
    private static final int BLOCKS = 30;

    private final SplittableRandom random = new SplittableRandom(1);
    private final Set<Integer> heard = new HashSet<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final List<Thread> floods = new ArrayList<>();
    private volatile boolean over;
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
    void leave() throws InterruptedException {
        over = true;
        relay.close();
        for (Thread flood : floods) {
            flood.join();
        }
    }

    @Test
    void costs_the_talker_nothing_and_is_read_no_faster_than_a_client_has_to_send() throws Exception {
        long begin = System.nanoTime();
        long before = relay.count("media.tcp.packets.in");
        Thread flood;
        try (var socket = connect()) {
            flood = Thread.ofPlatform().start(() -> floodUntilClosed(socket));
            await(() -> relay.count("media.tcp.deferred", "fast") > 0);
            talk();
        }
        flood.join();
        assertTheTalkerLostNothing();
        assertThat(relay.count("media.tcp.packets.in") - before - FRAMES)
                .isLessThan((long) ((System.nanoTime() - begin) / 1e9 * MOST_A_SECOND) + MOST_AT_ONCE);
        assertThat(relay.count("media.tcp.dropped", "busy")).isZero();
    }

    /** Of connections that have just begun some checks may be dropped: whose they are, and so which worker's, is known by the first. */
    @Test
    void costs_the_talker_nothing_though_it_comes_in_many_connections() throws Exception {
        for (int i = 0; i < CONNECTIONS; i++) {
            floods.add(Thread.ofVirtual().start(this::floodAgainAndAgain));
        }
        await(() -> relay.count("media.tcp.deferred", "fast") > CONNECTIONS);
        talk();
        assertTheTalkerLostNothing();
    }

    /** Speaks, and notes what is heard, until all is or it has had the time. */
    private void talk() throws InterruptedException {
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

    private void assertTheTalkerLostNothing() {
        assertThat(heard).as("frames that were heard").hasSize(FRAMES);
    }

    @Test
    void loses_nothing_and_is_read_when_there_is_room_again() throws Exception {
        long lateBefore = thrownAway();
        try (var socket = connect()) {
            floods.add(Thread.ofVirtual().start(() -> countAnswers(socket)));
            for (int i = 0; i < BLOCKS; i++) {
                socket.getOutputStream().write(checks);
            }
            await(() -> answers.get() + thrownAway() - lateBefore == BLOCKS * CHECKS_OF_A_BLOCK);
        }
        assertThat(answers.get()).isPositive();
        assertThat(relay.count("media.tcp.deferred", "fast")).isPositive();
        assertThat(relay.count("media.tcp.dropped", "busy")).isZero();
    }

    /** Answers that the client did not take in time, each to a check that was read. */
    private long thrownAway() {
        return relay.count("media.tcp.dropped", "late") + relay.count("media.tcp.dropped", "full");
    }

    private void countAnswers(Socket socket) {
        try {
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            while (true) {
                in.skipNBytes(in.readUnsignedShort());
                answers.incrementAndGet();
            }
        } catch (IOException closed) {
            // the test has seen enough
        }
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

    /** The same in one connection after the other, since the server ends those of a client that has too many. */
    private void floodAgainAndAgain() {
        while (!over) {
            try (var socket = open()) {
                floodUntilClosed(socket);
            } catch (IOException noMore) {
                // the server is closed, or is busy with others
            }
        }
    }

    private void await(BooleanSupplier done) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(
                            "%s answers, %s thrown away, %s dropped; %s packets came, %s times not read",
                            answers,
                            thrownAway(),
                            relay.count("media.tcp.dropped", "busy"),
                            relay.count("media.tcp.packets.in"),
                            relay.count("media.tcp.deferred", "fast"))
                    .isLessThan(deadline);
            Thread.sleep(1);
        }
    }

    /** A connection that one check has proved the flooder to be at. */
    private Socket connect() throws IOException {
        var socket = open();
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        socket.getOutputStream().write(checks, 0, checks.length / CHECKS_OF_A_BLOCK);
        var in = new DataInputStream(socket.getInputStream());
        in.skipNBytes(in.readUnsignedShort());
        return socket;
    }

    private Socket open() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), relay.address().getPort());
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
