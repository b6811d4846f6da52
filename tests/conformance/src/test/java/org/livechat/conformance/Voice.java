package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.livechat.api.media.MediaKind;
import org.livechat.client.MediaPeer;
import org.livechat.client.MediaPeerListener;
import org.livechat.client.OfferedTrack;
import org.livechat.client.ReceivedRtp;
import tools.jackson.databind.JsonNode;

/** The media of one member: numbered frames out, and the numbers of those that were heard. */
final class Voice implements MediaPeerListener, AutoCloseable {
    private static final int FRAME_TICKS = 960;
    private static final byte OPUS_20_MS = 0x78;
    private static final int FRAME_BYTES = 6;
    private static final byte[] EMPTY_REPORT = {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 9};
    private static final OfferedTrack VOICE = OfferedTrack.both("0", MediaKind.AUDIO);
    private static final List<OfferedTrack> CONFERENCE = List.of(
            new OfferedTrack("0", MediaKind.AUDIO, true, false),
            OfferedTrack.receiving("a", MediaKind.AUDIO),
            OfferedTrack.receiving("b", MediaKind.AUDIO));

    final BlockingQueue<Integer> heard = new LinkedBlockingQueue<>();
    private final CountDownLatch connected = new CountDownLatch(1);
    private final MediaPeer peer;
    private volatile CountDownLatch reading = new CountDownLatch(0);
    private String answer = "";
    private int frames;

    private Voice(InetAddress local, boolean overTcp) throws IOException {
        peer = overTcp ? MediaPeer.openOverTcp(local, this) : MediaPeer.open(local, this);
    }

    /** Joins with audio, and returns when it can flow. */
    static Voice join(TestClient client, String channelId) throws Exception {
        return join(client, channelId, InetAddress.getLoopbackAddress(), List.of(VOICE));
    }

    /** As {@link #join(TestClient, String)}, from an address of this machine. */
    static Voice join(TestClient client, String channelId, InetAddress local) throws Exception {
        return join(client, channelId, local, List.of(VOICE));
    }

    /** Sends no checks any more. */
    void withholdConsent() {
        peer.withholdConsent();
    }

    /** Joins a conference with places for two other voices. */
    static Voice joinConference(TestClient client, String channelId) throws Exception {
        return join(client, channelId, InetAddress.getLoopbackAddress(), CONFERENCE);
    }

    private static Voice join(TestClient client, String channelId, InetAddress local, List<OfferedTrack> tracks)
            throws Exception {
        Voice voice = negotiated(client, channelId, local, tracks);
        voice.connect();
        return voice;
    }

    /** Joins with audio that does not flow before {@link #connect}. */
    static Voice joinUnconnected(TestClient client, String channelId) throws Exception {
        return negotiated(client, channelId, InetAddress.getLoopbackAddress(), List.of(VOICE));
    }

    /** Joins with audio that goes over TCP, once {@link #connect}ed. */
    static Voice joinOverTcp(TestClient client, String channelId) throws Exception {
        return negotiated(client, channelId, new Voice(InetAddress.getLoopbackAddress(), true), List.of(VOICE));
    }

    private static Voice negotiated(TestClient client, String channelId, InetAddress local, List<OfferedTrack> tracks)
            throws Exception {
        return negotiated(client, channelId, new Voice(local, false), tracks);
    }

    private static Voice negotiated(TestClient client, String channelId, Voice voice, List<OfferedTrack> tracks)
            throws Exception {
        String offer = voice.peer.offer(tracks);
        client.send("{'op':11,'d':{'channel_id':'" + channelId + "','ssrc':7,'sdp_offer':'"
                + offer.replace("\r\n", "\\r\\n") + "'}}");
        JsonNode joined = client.awaitAck(11);
        voice.answer = joined.get("sdp_answer").stringValue();
        return voice;
    }

    /** Begins audio of a member who has none, which does not flow before {@link #connect}. */
    static Voice beginUnconnected(TestClient client, String channelId) throws Exception {
        Voice voice = new Voice(InetAddress.getLoopbackAddress(), false);
        voice.renegotiate(client, channelId, List.of(VOICE));
        voice.answer = client.awaitAck(17).get("sdp_answer").stringValue();
        return voice;
    }

    /** Of one in a conference: offers a connection that is made anew, with another certificate. */
    void offerAnew(TestClient client, String channelId) {
        peer.restartIce();
        peer.changeCertificate();
        renegotiate(client, channelId, CONFERENCE);
    }

    /** Takes the answer to what was offered last. */
    void answered(String sdp) {
        peer.answer(sdp);
    }

    private void renegotiate(TestClient client, String channelId, List<OfferedTrack> tracks) {
        client.send("{'op':17,'d':{'channel_id':'" + channelId + "','sdp_offer':'"
                + peer.offer(tracks).replace("\r\n", "\\r\\n") + "'}}");
    }

    /** Returns when it can flow. */
    void connect() throws InterruptedException {
        connect(UnaryOperator.identity());
    }

    /** The same by an answer that is changed on its way. */
    void connect(UnaryOperator<String> change) throws InterruptedException {
        peer.answer(change.apply(answer));
        assertThat(connected.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Sends the next frame and returns its number. */
    int speak() {
        ByteBuffer frame =
                ByteBuffer.allocate(FRAME_BYTES).put(OPUS_20_MS).put((byte) 1).putInt(frames);
        peer.send("0", frames == 0, FRAME_TICKS * frames, 30, frame.array());
        return frames++;
    }

    /** Says nothing for so many frames, which are not sent. */
    void pause(int silent) {
        frames += silent;
    }

    /** Leaves out so many sequence numbers, fewer than 32,768. */
    void skip(int packets) {
        peer.skip("0", packets);
    }

    /** Sends a receiver report (RFC 3550 6.4.2) that says nothing of anybody. */
    void report() {
        peer.sendRtcp(EMPTY_REPORT);
    }

    /** Where it sends from. */
    InetSocketAddress address() {
        return peer.localAddress();
    }

    /** Goes on from another port. */
    void rebind() {
        peer.rebind();
    }

    /** Counts frames on from a number. */
    void countFrom(int number) {
        frames = number;
    }

    /** The server's answer to what was offered. */
    String answer() {
        return answer;
    }

    @Override
    public void connected() {
        connected.countDown();
    }

    /** Reads nothing of what comes behind the next packet, until {@link #goOn}: it is the thread that reads which waits. */
    void stopReading() {
        reading = new CountDownLatch(1);
    }

    void goOn() {
        reading.countDown();
    }

    @Override
    public void received(ReceivedRtp packet) {
        try {
            reading.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        if (packet.payload().length == FRAME_BYTES) {
            heard.add(ByteBuffer.wrap(packet.payload()).getInt(2));
        }
    }

    @Override
    public void close() {
        goOn();
        peer.close();
    }
}
