package org.livechat.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.livechat.api.media.MediaKind;
import org.livechat.client.MediaPeer;
import org.livechat.client.MediaPeerListener;
import org.livechat.client.OfferedTrack;
import org.livechat.client.SignalingClient;
import org.livechat.client.SignalingListener;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.ServerMessage;

/** A member of a conference without a browser, whose face is a still picture and whose voice has a loudness and no sound. */
final class ShownMember implements MediaPeerListener, SignalingListener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int VOICE_TICKS = 960;
    private static final int PICTURE_TICKS = 9000;
    /** Opus: 20 ms of silence. */
    private static final byte[] SOUND = {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE};
    /** VP8 (RFC 7741): no picture id, a partition starts. */
    private static final byte DESCRIPTOR = 0x10;

    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final String user;
    private final byte[] picture;
    private final MediaPeer peer;
    private final SignalingClient signaling;
    private int voices;
    private int pictures;

    /**
     * Joins; returns when its media is connected.
     *
     * @param keyframe one of VP8 that fits a packet
     * @param slots how many others it hears and sees
     */
    ShownMember(HttpClient http, URI server, String token, String channel, String user, byte[] keyframe, int slots)
            throws IOException {
        this.user = user;
        this.picture = new byte[1 + keyframe.length];
        picture[0] = DESCRIPTOR;
        System.arraycopy(keyframe, 0, picture, 1, keyframe.length);
        this.peer = MediaPeer.open(InetAddress.getLoopbackAddress(), this);
        var identity = new ClientMessage.Identify(user, token, ClientMessage.Identify.DEFAULT_PRIORITY);
        this.signaling = SignalingClient.connect(http, server, identity, this)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        var join = new ClientMessage.ChannelJoin(
                channel, 0, Optional.empty(), Optional.of(peer.offer(tracks(slots))), List.of(), false);
        peer.answer(
                signaling.ask(join, AckData.Joined.class, PATIENCE).sdpAnswer().orElseThrow());
        connected.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    String user() {
        return user;
    }

    /** Sends 20 ms of a voice that is so many decibels below overload. */
    void speak(int level) {
        peer.send("voice", false, VOICE_TICKS * voices++, level, SOUND);
    }

    /** Sends the picture, as it is to be done ten times a second. */
    void show() {
        peer.send("face", true, PICTURE_TICKS * pictures++, 0, picture);
    }

    private static List<OfferedTrack> tracks(int slots) {
        List<OfferedTrack> tracks = new ArrayList<>();
        tracks.add(new OfferedTrack("voice", MediaKind.AUDIO, true, false));
        tracks.add(new OfferedTrack("face", MediaKind.VIDEO, true, false));
        IntStream.range(0, slots).forEach(slot -> {
            tracks.add(OfferedTrack.receiving("a" + slot, MediaKind.AUDIO));
            tracks.add(OfferedTrack.receiving("v" + slot, MediaKind.VIDEO));
        });
        return tracks;
    }

    @Override
    public void connected() {
        connected.complete(null);
    }

    @Override
    public void ended(String reason) {
        connected.completeExceptionally(new IOException(reason));
    }

    @Override
    public void received(ServerMessage message) {}

    @Override
    public void close() {
        signaling.close();
        peer.close();
    }
}
