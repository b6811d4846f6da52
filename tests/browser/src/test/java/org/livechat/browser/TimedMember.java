package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.livechat.api.FloorIndicator;
import org.livechat.api.media.MediaKind;
import org.livechat.client.MediaPeer;
import org.livechat.client.MediaPeerListener;
import org.livechat.client.OfferedTrack;
import org.livechat.client.ReceivedRtp;
import org.livechat.client.SignalingClient;
import org.livechat.client.SignalingListener;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.ServerMessage;

/** A member without a browser. What one says has in it when it was sent, by which another one of the same process knows how late it comes. */
final class TimedMember implements MediaPeerListener, SignalingListener, AutoCloseable {
    static final int FRAMES_PER_SECOND = 50;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String VOICE = "0";
    private static final String PICTURE = "1";
    private static final int LOUD = 30;
    private static final long FRAME_NANOS = TimeUnit.SECONDS.toNanos(1) / FRAMES_PER_SECOND;
    private static final int FRAME_TICKS = 960;

    /** Opus, 20 ms at 32 kbit/s (RFC 6716 3.1), in which the rest is noise to whoever decodes it. */
    private static final byte OPUS_20_MS = (byte) 0xF8;

    private static final int FRAME_BYTES = 80;

    /** A picture goes with every other frame. */
    private static final int FRAMES_PER_PICTURE = 2;

    private static final int PICTURE_TICKS = 90_000 / FRAMES_PER_SECOND * FRAMES_PER_PICTURE;
    private static final int PICTURE_PACKET_BYTES = 1100;

    /** Descriptor of VP8 (RFC 7741 4.2) where a frame begins; the zeros behind it make it a keyframe. */
    private static final byte BEGINS = 0x10;

    /** A frame that was heard, by {@link System#nanoTime()}. */
    record Arrival(int number, long sentNanos, long arrivedNanos) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final CountDownLatch connected = new CountDownLatch(1);
    private final CountDownLatch granted = new CountDownLatch(1);
    private final Queue<Arrival> heard = new ConcurrentLinkedQueue<>();
    private final String name;
    private final MediaPeer peer;
    private SignalingClient client;

    TimedMember(String name, InetAddress local, boolean overTcp) throws Exception {
        this.name = name;
        peer = overTcp ? MediaPeer.openOverTcp(local, this) : MediaPeer.open(local, this);
    }

    /** The port of UDP or TCP that its media goes from. */
    int port() {
        return peer.localAddress().getPort();
    }

    /** Joins a channel of a server whose WebSocket is at a port of the loopback address; returns when media can flow. */
    void join(int httpPort, String channel) throws Exception {
        client = SignalingClient.connect(
                        http,
                        URI.create("ws://127.0.0.1:" + httpPort + "/ws"),
                        new ClientMessage.Identify(name, RunningServer.SECRET, 100),
                        this)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        String offer = peer.offer(
                List.of(OfferedTrack.both(VOICE, MediaKind.AUDIO), OfferedTrack.both(PICTURE, MediaKind.VIDEO)));
        AckData.Joined joined = client.ask(
                new ClientMessage.ChannelJoin(channel, 7, Optional.empty(), Optional.of(offer), List.of(), false),
                AckData.Joined.class,
                PATIENCE);
        peer.answer(joined.sdpAnswer().orElseThrow());
        assertThat(connected.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(name)
                .isTrue();
    }

    /** Asks for the floor; returns when it is granted. */
    void takeFloor(String channel) throws InterruptedException {
        client.tell(new ClientMessage.FloorRequest(channel, OptionalInt.empty(), FloorIndicator.NORMAL));
        assertThat(granted.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(name)
                .isTrue();
    }

    /** Talks for so many frames, in real time, with a picture of so many kbit/s. */
    void talk(int frames, int pictureKbits) {
        long begun = System.nanoTime();
        for (int number = 0; number < frames; number++) {
            if (number % FRAMES_PER_PICTURE == 0) {
                show(
                        number / FRAMES_PER_PICTURE,
                        pictureKbits * 1000 / Byte.SIZE * FRAMES_PER_PICTURE / FRAMES_PER_SECOND);
            }
            ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES).put(OPUS_20_MS).putInt(number);
            peer.send(
                    VOICE,
                    number == 0,
                    FRAME_TICKS * number,
                    LOUD,
                    frame.putLong(System.nanoTime()).array());
            long due = begun + (number + 1) * FRAME_NANOS;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private void show(int number, int bytes) {
        for (int left = bytes; left > 0; left -= PICTURE_PACKET_BYTES) {
            byte[] payload = new byte[Math.min(left + 1, PICTURE_PACKET_BYTES)];
            payload[0] = left == bytes ? BEGINS : 0;
            peer.send(PICTURE, left <= PICTURE_PACKET_BYTES, PICTURE_TICKS * number, 0, payload);
        }
    }

    /** What was heard so far, in the order in which it came. */
    List<Arrival> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void connected() {
        connected.countDown();
    }

    @Override
    public void received(ReceivedRtp packet) {
        if (packet.mid().equals(VOICE) && packet.payload().length == FRAME_BYTES) {
            ByteBuffer frame = ByteBuffer.wrap(packet.payload(), 1, FRAME_BYTES - 1);
            heard.add(new Arrival(frame.getInt(), frame.getLong(), System.nanoTime()));
        }
    }

    @Override
    public void received(ServerMessage message) {
        if (message instanceof ServerMessage.FloorGranted) {
            granted.countDown();
        }
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
        peer.close();
        http.shutdownNow();
    }
}
