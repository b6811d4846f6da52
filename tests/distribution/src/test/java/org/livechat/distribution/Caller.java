package org.livechat.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.livechat.api.media.MediaKind;
import org.livechat.client.MediaPeer;
import org.livechat.client.MediaPeerListener;
import org.livechat.client.OfferedTrack;
import org.livechat.client.ReceivedRtp;

/** A member of a channel with a voice: talks in frames of 20 ms that are numbered, and keeps which numbers it has heard. */
final class Caller implements MediaPeerListener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;
    private static final long FRAME_MILLIS = 20;
    private static final int FRAME_TICKS = 960;
    private static final int FRAME_BYTES = 6;
    private static final int LOUDNESS = 30;
    private static final byte OPUS_20_MS = 0x78;

    private final BlockingQueue<Integer> news = new LinkedBlockingQueue<>();
    private final Set<Integer> heard = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<byte[]> reports = new LinkedBlockingQueue<>();
    private final CountDownLatch connected = new CountDownLatch(1);
    private final AtomicInteger said = new AtomicInteger();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final String channel;
    private final Person person;
    private final MediaPeer peer;
    private final String answer;

    /** Signs in, joins a channel and connects its media. */
    Caller(int port, String token, String userId, String channel) throws IOException, InterruptedException {
        this.channel = channel;
        person = new Person(port, token, userId);
        peer = MediaPeer.open(InetAddress.getLoopbackAddress(), this);
        String offer = peer.offer(List.of(OfferedTrack.both("0", MediaKind.AUDIO)));
        person.send("{\"op\":11,\"d\":{\"channel_id\":\"%s\",\"ssrc\":7,\"sdp_offer\":\"%s\"}}"
                .formatted(channel, offer.replace("\r\n", "\\r\\n")));
        String joined = person.await("\"sdp_answer\":\"");
        answer = joined.replaceFirst(".*\"sdp_answer\":\"([^\"]*)\".*", "$1").replace("\\r\\n", "\r\n");
        peer.answer(answer);
        assertThat(connected.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("media of " + userId)
                .isTrue();
    }

    Person person() {
        return person;
    }

    /** What the server answered to the offer. */
    String answer() {
        return answer;
    }

    /** Asks for the floor, has it granted, and talks from then on. */
    void talk() throws InterruptedException {
        person.send("{\"op\":30,\"d\":{\"channel_id\":\"%s\"}}".formatted(channel));
        person.await("\"op\":50,");
        var _ = clock.scheduleAtFixedRate(this::speak, 0, FRAME_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void speak() {
        int number = said.getAndIncrement();
        byte[] frame = ByteBuffer.allocate(FRAME_BYTES)
                .put(OPUS_20_MS)
                .put((byte) 1)
                .putInt(number)
                .array();
        peer.send("0", number == 0, FRAME_TICKS * number, LOUDNESS, frame);
    }

    /** How many frames it has said. */
    int said() {
        return said.get();
    }

    /** Waits until it has heard a frame of this number or a later one. */
    void hear(int number) throws InterruptedException {
        Integer frame;
        do {
            frame = news.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(frame).as("a frame from " + number + " on").isNotNull();
        } while (frame < number);
    }

    /** How many frames of a range it has not heard, the last of which has come or never will. */
    long lost(int first, int behindLast) {
        return IntStream.range(first, behindLast)
                .filter(frame -> !heard.contains(frame))
                .count();
    }

    /** RTCP that came, as compounds in the clear. */
    BlockingQueue<byte[]> reports() {
        return reports;
    }

    @Override
    public void connected() {
        connected.countDown();
    }

    @Override
    public void received(ReceivedRtp packet) {
        if (packet.payload().length == FRAME_BYTES) {
            int number = ByteBuffer.wrap(packet.payload()).getInt(2);
            heard.add(number);
            news.add(number);
        }
    }

    @Override
    public void receivedRtcp(byte[] compound) {
        reports.add(compound);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        peer.close();
        person.close();
    }
}
