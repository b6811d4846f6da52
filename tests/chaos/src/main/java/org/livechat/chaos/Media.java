package org.livechat.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.livechat.api.media.MediaKind;
import org.livechat.client.MediaPeer;
import org.livechat.client.MediaPeerListener;
import org.livechat.client.OfferedTrack;
import org.livechat.client.ReceivedRtp;

/** What somebody sends and hears in a channel. */
final class Media implements MediaPeerListener, AutoCloseable {
    private static final String VOICE = "0";
    private static final int LEVEL = 30;

    private final Stage stage;
    private final Ear ear;
    private final Optional<LossyNetwork.Path> path;
    private final CountDownLatch connected = new CountDownLatch(1);
    private final List<OfferedTrack> tracks = new ArrayList<>();
    private final MediaPeer peer;
    private volatile boolean hasEnded;
    private int frames;

    private Media(Stage stage, Ear ear, Optional<LossyNetwork.Path> path) throws IOException {
        this.stage = stage;
        this.ear = ear;
        this.path = path;
        this.peer = MediaPeer.open(InetAddress.getLoopbackAddress(), stage.identity(), this);
    }

    /** @param loss the share of datagrams that its network loses */
    static Media open(Stage stage, Ear ear, double loss, SplittableRandom random) throws IOException {
        return new Media(
                stage,
                ear,
                loss > 0
                        ? Optional.of(stage.network().path(stage.server().mediaPort(), loss, random))
                        : Optional.empty());
    }

    /** The first offer. */
    String offer(boolean isConference) {
        if (isConference) {
            tracks.add(new OfferedTrack(VOICE, MediaKind.AUDIO, true, false));
            tracks.add(OfferedTrack.receiving("a", MediaKind.AUDIO));
            tracks.add(OfferedTrack.receiving("b", MediaKind.AUDIO));
        } else {
            tracks.add(OfferedTrack.both(VOICE, MediaKind.AUDIO));
        }
        return peer.offer(tracks);
    }

    /** Another offer, with a line more, or one less that is used. */
    String changedOffer(boolean isConference) {
        String more = "m";
        boolean receivesMore = tracks.stream().anyMatch(track -> track.mid().equals(more) && track.receives());
        tracks.removeIf(track -> track.mid().equals(more));
        MediaKind kind = isConference ? MediaKind.AUDIO : MediaKind.VIDEO;
        tracks.add(new OfferedTrack(more, kind, !isConference && !receivesMore, !receivesMore));
        return peer.offer(tracks);
    }

    /** The same offer again. */
    String sameOffer() {
        return peer.offer(tracks);
    }

    void answer(String sdp) {
        peer.answer(path.map(led -> led.lead(sdp)).orElse(sdp));
    }

    MediaPeer peer() {
        return peer;
    }

    boolean awaitConnected(Duration limit) throws InterruptedException {
        return connected.await(limit.toMillis(), TimeUnit.MILLISECONDS) && !hasEnded;
    }

    boolean hasEnded() {
        return hasEnded;
    }

    boolean isConnected() {
        return connected.getCount() == 0 && !hasEnded;
    }

    void say(Frame frame, boolean isFirst) {
        peer.send(VOICE, isFirst, Frame.TICKS * frames++, LEVEL, frame.bytes());
        stage.figures().count("frames said");
    }

    @Override
    public void connected() {
        stage.figures().count("handshakes");
        connected.countDown();
    }

    @Override
    public void ended(String reason) {
        stage.figures().count("media of a client ended");
        hasEnded = true;
        connected.countDown();
    }

    @Override
    public void received(ReceivedRtp packet) {
        Frame.of(packet.payload()).ifPresent(frame -> {
            stage.figures().count("frames heard");
            ear.hears(frame);
        });
    }

    /** Nothing is said or heard any more, and the server is not told. */
    void vanish() {
        peer.vanish();
        path.ifPresent(LossyNetwork.Path::close);
    }

    @Override
    public void close() {
        peer.close();
        path.ifPresent(LossyNetwork.Path::close);
    }
}
