package org.livechat.libwebrtc;

import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.PortAllocatorConfig;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.AudioTrackSink;
import dev.onvoid.webrtc.media.audio.AudioTrackSource;
import dev.onvoid.webrtc.media.video.VideoTrackSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A connection of libwebrtc with a server that answers its offers. It sends voices or hears them: the library gives one or the other
 * without a sound card. Lines are added before {@link #negotiate}. Used by one thread, but for {@link #statistics}.
 */
public final class LibwebrtcConnection implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final Libwebrtc library;
    private final AudioTrackSink ear;
    private final RTCPeerConnection connection;

    private LibwebrtcConnection(Libwebrtc library, AudioTrackSink ear) {
        this.library = library;
        this.ear = ear;
        this.connection = library.factory().createPeerConnection(configuration(), new Observer());
    }

    /** One that sends what sources give, and plays no voice. Skips the test where the library cannot be loaded. */
    public static LibwebrtcConnection forTalking() {
        return new LibwebrtcConnection(Libwebrtc.forTalking(), (data, bits, rate, channels, frames) -> {});
    }

    /**
     * One that plays the voices that come. Skips the test where the library cannot be loaded.
     *
     * @param ear gets them, on a thread of the library
     */
    public static LibwebrtcConnection forListening(AudioTrackSink ear) {
        return new LibwebrtcConnection(Libwebrtc.forListening(), ear);
    }

    /** Adds a line for a voice. */
    public void addVoice(String track, AudioTrackSource source, RTCRtpTransceiverDirection direction) {
        add(library.factory().createAudioTrack(track, source), track, direction);
    }

    /** Adds a line for a picture. */
    public void addPicture(String track, VideoTrackSource source, RTCRtpTransceiverDirection direction) {
        add(library.factory().createVideoTrack(track, source), track, direction);
    }

    private void add(MediaStreamTrack media, String track, RTCRtpTransceiverDirection direction) {
        var init = new RTCRtpTransceiverInit();
        init.direction = direction;
        init.streamIds = List.of(track);
        connection.addTransceiver(media, init);
    }

    /**
     * Offers its lines, and takes the answer.
     *
     * @param server gives the answer to an offer, both SDP
     */
    public void negotiate(UnaryOperator<String> server) {
        var offered = new CompletableFuture<RTCSessionDescription>();
        connection.createOffer(new RTCOfferOptions(), SdpObservers.created(offered));
        var offer = await(offered);
        var applied = new CompletableFuture<Void>();
        connection.setLocalDescription(offer, SdpObservers.applied(applied));
        await(applied);
        var answered = new CompletableFuture<Void>();
        connection.setRemoteDescription(
                new RTCSessionDescription(RTCSdpType.ANSWER, server.apply(offer.sdp)), SdpObservers.applied(answered));
        await(answered);
    }

    /** Waits until media can flow. */
    public void awaitConnected() {
        await(connected);
    }

    /** Its statistics as browsers have them. Any thread. */
    public RTCStatsReport statistics() {
        var asked = new CompletableFuture<RTCStatsReport>();
        connection.getStats(asked::complete);
        return await(asked);
    }

    /** Also lets go of tracks and sources, which must not be disposed of while the connection refers to them. */
    @Override
    public void close() {
        connection.close();
        library.close();
    }

    // The library takes no loopback interface, but from a socket bound to no interface it reaches loopback addresses.
    private static RTCConfiguration configuration() {
        var configuration = new RTCConfiguration();
        configuration.portAllocatorConfig = new PortAllocatorConfig()
                .setDisableTcp(true)
                .setDisableAdapterEnumeration(true)
                .setEnableAnyAddressPorts(true);
        return configuration;
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    private final class Observer implements PeerConnectionObserver {
        @Override
        public void onIceCandidate(RTCIceCandidate candidate) {
            // the server is ICE-lite and learns our address from our checks
        }

        @Override
        public void onConnectionChange(RTCPeerConnectionState state) {
            if (state == RTCPeerConnectionState.CONNECTED) {
                connected.complete(null);
            } else if (state == RTCPeerConnectionState.FAILED) {
                connected.completeExceptionally(new AssertionError("libwebrtc could not connect"));
            }
        }

        @Override
        public void onTrack(RTCRtpTransceiver transceiver) {
            if (transceiver.getReceiver().getTrack() instanceof AudioTrack received) {
                received.addSink(ear);
            }
        }
    }
}
