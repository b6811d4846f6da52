package org.livechat.netlab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a fake microphone hears: a voice of harmonics that go up and down, with syllables and never a pause. */
final class ContinuousVoice {
    private static final int SAMPLES_PER_SECOND = 48_000;
    private static final int SECONDS = 4;
    private static final double PITCH_HERTZ = 120;
    private static final double PITCH_SWING = 0.15;
    private static final double SYLLABLES_PER_SECOND = 4;
    private static final int HARMONICS = 24;
    private static final double LOUDNESS = 0.25 * Short.MAX_VALUE;

    private ContinuousVoice() {}

    /** Writes it as WAV, 48 kHz mono 16 bit. */
    static Path writeWav(Path folder) throws IOException {
        int samples = SECONDS * SAMPLES_PER_SECOND;
        int dataBytes = samples * Short.BYTES;
        ByteBuffer wav = ByteBuffer.allocate(44 + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(36 + dataBytes).put(ascii("WAVE"));
        wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(SAMPLES_PER_SECOND).putInt(SAMPLES_PER_SECOND * Short.BYTES);
        wav.putShort((short) Short.BYTES).putShort((short) Short.SIZE);
        wav.put(ascii("data")).putInt(dataBytes);
        double phase = 0;
        for (int i = 0; i < samples; i++) {
            double seconds = (double) i / SAMPLES_PER_SECOND;
            double swing = Math.sin(2 * Math.PI * seconds / SECONDS * 3);
            phase += 2 * Math.PI * PITCH_HERTZ * (1 + PITCH_SWING * swing) / SAMPLES_PER_SECOND;
            double syllable = 0.6 + 0.4 * Math.sin(2 * Math.PI * SYLLABLES_PER_SECOND * seconds);
            wav.putShort((short) Math.clamp(
                    Math.round(LOUDNESS * syllable * vowel(phase, syllable)), Short.MIN_VALUE, Short.MAX_VALUE));
        }
        return Files.write(folder.resolve("voice.wav"), wav.array());
    }

    /** Harmonics around two formants, of which one moves with the syllable. */
    private static double vowel(double phase, double syllable) {
        double sum = 0;
        for (int harmonic = 1; harmonic <= HARMONICS; harmonic++) {
            double hertz = harmonic * PITCH_HERTZ;
            double weight = near(hertz, 400 + 400 * syllable) + 0.5 * near(hertz, 1700);
            sum += weight * Math.sin(harmonic * phase);
        }
        return sum;
    }

    private static double near(double hertz, double formant) {
        double away = (hertz - formant) / 250;
        return 1 / (1 + away * away);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
