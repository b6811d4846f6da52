package org.livechat.libwebrtc;

import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;
import org.livechat.api.FloorIndicator;
import org.livechat.client.SignalingClient;
import org.livechat.client.SignalingListener;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.ServerMessage;

/**
 * A member of a channel who uses libwebrtc. A talker has a tone for a voice and cannot hear; a listener
 * hears and has no voice: the library gives one or the other without a sound card.
 */
public final class LibwebrtcPerson implements AutoCloseable {
    /** A tone of half amplitude arrives at about -6 dB; a codec's leakage and comfort noise are far below this. */
    private static final double HEARD_DECIBELS = -36;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String AUDIO_TRACK = "voice";
    /** Whom a listener hears at once in a conference. */
    private static final int RECEIVE_LINES = 3;

    private final BlockingQueue<ServerMessage> told = new LinkedBlockingQueue<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Ear ear = new Ear();
    private final String channelId;
    private final int hertz;
    private final CustomAudioSource source;
    private final SignalingClient signaling;
    private final LibwebrtcConnection connection;
    private @Nullable Voice voice;

    private LibwebrtcPerson(LocalServer server, String userId, String channelId, int hertz) {
        this.channelId = channelId;
        this.hertz = hertz;
        this.connection = hertz == 0 ? LibwebrtcConnection.forListening(ear) : LibwebrtcConnection.forTalking();
        this.source = new CustomAudioSource(); // behind the connection, which loads the library
        this.signaling = SignalingClient.connect(
                        http,
                        server.webSocket(),
                        new ClientMessage.Identify(userId, LocalServer.SECRET, ClientMessage.Identify.DEFAULT_PRIORITY),
                        new Events())
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Somebody who can talk; returns when media is connected. */
    public static LibwebrtcPerson talker(LocalServer server, String userId, String channelId, int hertz) {
        return new LibwebrtcPerson(server, userId, channelId, hertz).enter();
    }

    /** Somebody who can hear; returns when media is connected. */
    public static LibwebrtcPerson listener(LocalServer server, String userId, String channelId) {
        return new LibwebrtcPerson(server, userId, channelId, 0).enter();
    }

    private LibwebrtcPerson enter() {
        if (channelId.equals(LocalServer.CONFERENCE_CHANNEL) && hertz == 0) {
            for (var line = 0; line < RECEIVE_LINES; line++) {
                connection.addVoice(AUDIO_TRACK + line, source, RTCRtpTransceiverDirection.RECV_ONLY);
            }
        } else {
            // a listener's device would send its silence, which is speech without the floor
            connection.addVoice(
                    AUDIO_TRACK,
                    source,
                    hertz == 0 ? RTCRtpTransceiverDirection.RECV_ONLY : RTCRtpTransceiverDirection.SEND_RECV);
        }
        connection.negotiate(this::join);
        connection.awaitConnected();
        return this;
    }

    private String join(String offer) {
        return signaling
                .ask(
                        new ClientMessage.ChannelJoin(
                                channelId, 0, Optional.empty(), Optional.of(offer), List.of(), false),
                        AckData.Joined.class,
                        PATIENCE)
                .sdpAnswer()
                .orElseThrow();
    }

    /** Takes the floor and speaks the tone; returns when the floor is granted. */
    public void talk() throws InterruptedException {
        signaling.tell(new ClientMessage.FloorRequest(channelId, OptionalInt.empty(), FloorIndicator.NORMAL));
        awaitTold(ServerMessage.FloorGranted.class);
        speak();
    }

    /** Speaks whether or not it may: what a broken or hostile client does. */
    public void speak() {
        voice = new Voice(source, hertz);
    }

    /** Falls silent and gives the floor back. */
    public void letGo() {
        hush();
        signaling.tell(new ClientMessage.FloorRelease(channelId));
    }

    /** Waits for an event of a kind, whatever else comes before. */
    public <T extends ServerMessage> T awaitTold(Class<T> kind) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var message = told.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (message == null) {
                throw new AssertionError("no " + kind.getSimpleName() + " came within " + PATIENCE);
            }
            if (kind.isInstance(message)) {
                return kind.cast(message);
            }
        }
    }

    /** Whether an event of a kind has come that {@link #awaitTold} has not passed by. */
    public boolean wasTold(Class<? extends ServerMessage> kind) {
        return told.stream().anyMatch(kind::isInstance);
    }

    /** Waits until a tone is heard. */
    public void waitUntilHears(int tone) throws InterruptedException {
        waitUntilLevel(tone, level -> level > HEARD_DECIBELS);
    }

    /** Waits until a tone is not heard any more. */
    public void waitUntilQuiet(int tone) throws InterruptedException {
        waitUntilLevel(tone, level -> level <= HEARD_DECIBELS);
    }

    /** The level of a tone in what arrived last, in dB below full scale. */
    public double decibels(int tone) {
        return ear.decibels(tone);
    }

    /** Whether a tone is in what arrived last. */
    public boolean hears(int tone) {
        return ear.decibels(tone) > HEARD_DECIBELS;
    }

    /** Waits until everything that {@link #hears} looks at came after this call. */
    public void listenAnew() throws InterruptedException {
        ear.awaitSamples(ear.samplesHeard() + ear.windowSamples(), PATIENCE);
    }

    private void waitUntilLevel(int tone, DoublePredicate wanted) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var level = ear.decibels(tone);
        while (!wanted.test(level)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(tone + " Hz is at " + level + " dB after " + PATIENCE + " and "
                        + ear.samplesHeard() + " samples");
            }
            ear.awaitSamples(ear.samplesHeard() + 1, PATIENCE);
            level = ear.decibels(tone);
        }
    }

    private void hush() {
        if (voice != null) {
            voice.close();
            voice = null;
        }
    }

    @Override
    public void close() {
        hush();
        signaling.close();
        connection.close();
        http.close();
    }

    private final class Events implements SignalingListener {
        @Override
        public void received(ServerMessage message) {
            told.add(message);
        }
    }
}
