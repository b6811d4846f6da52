package org.livechat.libwebrtc;

import dev.onvoid.webrtc.media.audio.AudioTrackSink;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Keeps the newest sound of a track and tells how loud a frequency is in it. May be used by any thread. */
final class Ear implements AudioTrackSink {
    /** 6 Hz apart at 48 kHz, as fine as what the browsers of the tests measure with. */
    private static final int WINDOW = 8192;

    private static final double SILENCE_DECIBELS = -200;

    private final double[] samples = new double[WINDOW];
    private int next;
    private long heard;
    private int samplesPerSecond = 48_000;

    @Override
    public synchronized void onData(byte[] data, int bitsPerSample, int sampleRate, int channels, int frames) {
        var sound = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        samplesPerSecond = sampleRate;
        for (var frame = 0; frame < frames; frame++) {
            samples[next] = sound.get(frame * channels) / (double) Short.MAX_VALUE;
            next = (next + 1) % WINDOW;
            heard++;
        }
        notifyAll();
    }

    /** How many samples have come so far. */
    synchronized long samplesHeard() {
        return heard;
    }

    /** Waits until that many samples have come in all. */
    synchronized void awaitSamples(long count, Duration limit) throws InterruptedException {
        var deadline = System.nanoTime() + limit.toNanos();
        while (heard < count) {
            var left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("no sound came for " + limit + ", not even silence");
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** How many samples a measurement looks back. */
    int windowSamples() {
        return WINDOW;
    }

    /** The level of a frequency over the newest window, in dB below a sine of full scale (Goertzel, Hann window). */
    synchronized double decibels(int hertz) {
        var coefficient = 2 * Math.cos(2 * Math.PI * hertz / samplesPerSecond);
        var last = 0.0;
        var lastButOne = 0.0;
        for (var i = 0; i < WINDOW; i++) {
            var hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW);
            var now = hann * samples[(next + i) % WINDOW] + coefficient * last - lastButOne;
            lastButOne = last;
            last = now;
        }
        var power = last * last + lastButOne * lastButOne - coefficient * last * lastButOne;
        // a sine of amplitude 1 under a Hann window comes to WINDOW / 4
        var amplitude = Math.sqrt(Math.max(0, power)) / (WINDOW / 4.0);
        return Math.max(SILENCE_DECIBELS, 20 * Math.log10(amplitude));
    }
}
