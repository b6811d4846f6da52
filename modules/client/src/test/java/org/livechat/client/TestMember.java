package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A peer of a {@link TestRelay}, whose voice says its user's name, and what it has heard. */
final class TestMember implements MediaPeerListener, AutoCloseable {
    static final int FRAME_MILLIS = 20;
    static final int FRAME_TICKS = 960;

    /** A tenth of a second. */
    private static final int PICTURE_TICKS = 9000;

    private static final int LEVEL = 30;
    /** VP8 (RFC 7741): a partition starts, and the frame needs no other. */
    private static final byte[] KEYFRAME = {0x10, 0x00, 0, 0, 0};

    private final BlockingQueue<ReceivedRtp> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> rtcp = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final String userId;
    private final MediaPeer peer;
    private volatile String endpointId = "";
    private int frames;
    private int pictures;

    TestMember(String userId) throws IOException {
        this(userId, InetAddress.getLoopbackAddress());
    }

    TestMember(String userId, InetAddress local) throws IOException {
        this.userId = userId;
        this.peer = MediaPeer.open(local, this);
    }

    private TestMember(String userId, boolean overTcp) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        this.userId = userId;
        this.peer = overTcp ? MediaPeer.openOverTcp(loopback, this) : MediaPeer.open(loopback, this);
    }

    /** Somebody whose UDP is blocked. */
    static TestMember overTcp(String userId) throws IOException {
        return new TestMember(userId, true);
    }

    String userId() {
        return userId;
    }

    MediaPeer peer() {
        return peer;
    }

    String endpointId() {
        return endpointId;
    }

    void joined(String id) {
        endpointId = id;
    }

    BlockingQueue<ReceivedRtp> heard() {
        return heard;
    }

    BlockingQueue<byte[]> rtcp() {
        return rtcp;
    }

    byte[] voice() {
        return ("x" + userId).getBytes(StandardCharsets.US_ASCII);
    }

    void awaitConnected() throws InterruptedException {
        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("connected");
    }

    /** Sends one frame of voice, without the marker bit. */
    void speak() {
        speak(LEVEL);
    }

    /** Sends one frame of voice that is this many decibels below overload. */
    void speak(int level) {
        peer.send("0", false, FRAME_TICKS * frames++, level, voice());
    }

    /** Sends a picture: a keyframe of VP8 that fits one packet. */
    void show(String mid) {
        peer.send(mid, true, PICTURE_TICKS * pictures++, 0, KEYFRAME);
    }

    /** The next packet that comes. */
    ReceivedRtp hear() throws InterruptedException {
        var packet = heard.poll(10, TimeUnit.SECONDS);
        assertThat(packet).as("a packet heard by %s", userId).isNotNull();
        return packet;
    }

    /** Lets a talker speak until this member hears it, and returns what it heard first. */
    ReceivedRtp hear(TestMember talker) throws InterruptedException {
        for (var frame = 0; frame < 500; frame++) {
            talker.speak();
            var packet = heard.poll(FRAME_MILLIS, TimeUnit.MILLISECONDS);
            if (packet != null && isVoiceOf(packet, talker)) {
                return packet;
            }
        }
        throw new AssertionError(userId + " did not hear " + talker.userId);
    }

    static boolean isVoiceOf(ReceivedRtp packet, TestMember talker) {
        return Arrays.equals(packet.payload(), talker.voice());
    }

    @Override
    public void connected() {
        told.add("connected");
    }

    @Override
    public void ended(String reason) {
        told.add("ended: " + reason);
    }

    @Override
    public void received(ReceivedRtp packet) {
        heard.add(packet);
    }

    @Override
    public void receivedRtcp(byte[] compound) {
        rtcp.add(compound);
    }

    @Override
    public void close() {
        peer.close();
    }
}
