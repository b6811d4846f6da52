package org.livechat.libwebrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioDeviceModuleBase;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import org.junit.jupiter.api.Assumptions;

/** The native library. Where the machine cannot load it the tests are skipped, or fail if CI=true. */
final class Libwebrtc implements AutoCloseable {
    private final AudioDeviceModuleBase devices;
    private final PeerConnectionFactory factory;

    private Libwebrtc(AudioDeviceModuleBase devices) {
        this.devices = devices;
        this.factory = new PeerConnectionFactory(devices);
    }

    /** Without a sound card to record from: what is sent comes from custom sources alone. */
    static Libwebrtc forTalking() {
        requirePresent();
        return new Libwebrtc(new AudioDeviceModule(AudioLayer.kDummyAudio));
    }

    /** With a playout that has no loudspeaker: received tracks reach their sinks. */
    static Libwebrtc forListening() {
        requirePresent();
        return new Libwebrtc(new HeadlessAudioDeviceModule());
    }

    PeerConnectionFactory factory() {
        return factory;
    }

    @Override
    public void close() {
        factory.dispose();
        devices.dispose();
    }

    private static void requirePresent() {
        try {
            Class.forName("dev.onvoid.webrtc.PeerConnectionFactory");
        } catch (LinkageError | ClassNotFoundException e) {
            var message = "libwebrtc cannot be loaded here (it needs libpulse0 on linux-x86_64): " + e;
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(message, e);
            }
            Assumptions.abort(message);
        }
    }
}
