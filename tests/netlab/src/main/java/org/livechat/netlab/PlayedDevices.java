package org.livechat.netlab;

import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Gives libwebrtc what fake devices hear and see, in real time and again from the beginning at its end. */
final class PlayedDevices implements AutoCloseable {
    private static final int WAV_HEADER = 44;
    private static final int SAMPLES_PER_SECOND = 48_000;
    private static final int SOUND_MILLIS = 10;
    private static final int SOUND_SAMPLES = SAMPLES_PER_SECOND * SOUND_MILLIS / 1000;
    private static final int SOUND_BYTES = SOUND_SAMPLES * Short.BYTES;
    private static final byte END_OF_LINE = '\n';

    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("netlab-devices-", 0).factory());
    private final CustomAudioSource voice = new CustomAudioSource();
    private final CustomVideoSource picture = new CustomVideoSource();
    private final MovingPicture form;
    private final byte[] wav;
    private final byte[] y4m;
    private final int firstFrame;
    private int heard = WAV_HEADER;
    private int seen;
    private final List<Future<?>> played = new ArrayList<>();

    /** Reads the files; nothing is played yet. */
    PlayedDevices(Devices devices) throws IOException {
        form = devices.form();
        wav = Files.readAllBytes(devices.voice());
        y4m = Files.readAllBytes(devices.picture());
        firstFrame = afterLine(0);
        seen = firstFrame;
    }

    CustomAudioSource voice() {
        return voice;
    }

    CustomVideoSource picture() {
        return picture;
    }

    void speak() {
        played.add(clock.scheduleAtFixedRate(this::pushSound, 0, SOUND_MILLIS, TimeUnit.MILLISECONDS));
    }

    void show() {
        long every = TimeUnit.SECONDS.toNanos(1) / form.framesPerSecond();
        played.add(clock.scheduleAtFixedRate(this::pushFrame, 0, every, TimeUnit.NANOSECONDS));
    }

    private void pushSound() {
        if (heard + SOUND_BYTES > wav.length) {
            heard = WAV_HEADER;
        }
        byte[] sound = Arrays.copyOfRange(wav, heard, heard + SOUND_BYTES);
        heard += SOUND_BYTES;
        voice.pushAudio(sound, Short.SIZE, SAMPLES_PER_SECOND, 1, SOUND_SAMPLES);
    }

    private void pushFrame() {
        if (seen >= y4m.length) {
            seen = firstFrame;
        }
        int at = afterLine(seen);
        NativeI420Buffer buffer = NativeI420Buffer.allocate(form.width(), form.height());
        at = copy(at, buffer.getDataY(), buffer.getStrideY(), form.width(), form.height());
        at = copy(at, buffer.getDataU(), buffer.getStrideU(), form.width() / 2, form.height() / 2);
        seen = copy(at, buffer.getDataV(), buffer.getStrideV(), form.width() / 2, form.height() / 2);
        VideoFrame frame = new VideoFrame(buffer, System.nanoTime());
        picture.pushFrame(frame);
        frame.release();
    }

    /** Copies a plane; returns where the next one begins. */
    private int copy(int from, ByteBuffer plane, int stride, int width, int height) {
        for (int row = 0; row < height; row++) {
            plane.put(row * stride, y4m, from + row * width, width);
        }
        return from + width * height;
    }

    /** YUV4MPEG2 has a line of words before all and before each frame. */
    private int afterLine(int from) {
        int at = from;
        while (y4m[at] != END_OF_LINE) {
            at++;
        }
        return at + 1;
    }

    /** Falls silent; returns when nothing is given any more. */
    @Override
    public void close() {
        clock.shutdown();
        clock.close();
        for (Future<?> one : played) {
            if (one.state() == Future.State.FAILED) {
                throw new IllegalStateException("a device broke down", one.exceptionNow());
            }
        }
    }
}
