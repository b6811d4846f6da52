package org.livechat.libwebrtc;

import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A steady tone, spoken into an audio source in real time. */
final class Voice implements AutoCloseable {
    private static final int SAMPLES_PER_SECOND = 48_000;
    private static final int FRAME_MILLIS = 10;
    private static final int FRAME_SAMPLES = SAMPLES_PER_SECOND * FRAME_MILLIS / 1000;
    private static final double AMPLITUDE = 0.5 * Short.MAX_VALUE;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("voice").factory());
    private final CustomAudioSource source;
    private final int hertz;
    private final ScheduledFuture<?> speaking;
    private long spoken;

    Voice(CustomAudioSource source, int hertz) {
        this.source = source;
        this.hertz = hertz;
        speaking = clock.scheduleAtFixedRate(this::speak, 0, FRAME_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void speak() {
        var frame = ByteBuffer.allocate(FRAME_SAMPLES * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (var i = 0; i < FRAME_SAMPLES; i++) {
            frame.putShort((short) (AMPLITUDE * Math.sin(2 * Math.PI * hertz * spoken++ / SAMPLES_PER_SECOND)));
        }
        source.pushAudio(frame.array(), Short.SIZE, SAMPLES_PER_SECOND, 1, FRAME_SAMPLES);
    }

    /** Falls silent; returns when nothing is being said any more. */
    @Override
    public void close() {
        speaking.cancel(false);
        clock.close();
    }
}
