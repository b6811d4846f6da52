package org.livechat.browser;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What a fake microphone hears: a sine that nobody else has. */
enum Tone {
    A4(440),
    E5(660),
    A5(880),
    D6(1175);

    private static final int SAMPLES_PER_SECOND = 48_000;
    private static final double AMPLITUDE = 0.5 * Short.MAX_VALUE;

    private final int hertz;

    Tone(int hertz) {
        this.hertz = hertz;
    }

    int hertz() {
        return hertz;
    }

    static List<Integer> allHertz() {
        return Arrays.stream(values()).map(tone -> tone.hertz).toList();
    }

    /** Writes one second as WAV, 48 kHz mono 16 bit; whole periods, so that it loops without a click. */
    Path writeWav(Path folder) throws IOException {
        int dataBytes = SAMPLES_PER_SECOND * Short.BYTES;
        ByteBuffer wav = ByteBuffer.allocate(44 + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(36 + dataBytes).put(ascii("WAVE"));
        wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(SAMPLES_PER_SECOND).putInt(SAMPLES_PER_SECOND * Short.BYTES);
        wav.putShort((short) Short.BYTES).putShort((short) Short.SIZE);
        wav.put(ascii("data")).putInt(dataBytes);
        for (int i = 0; i < SAMPLES_PER_SECOND; i++) {
            wav.putShort((short) (AMPLITUDE * Math.sin(2 * Math.PI * hertz * i / SAMPLES_PER_SECOND)));
        }
        return Files.write(folder.resolve(hertz + "Hz.wav"), wav.array());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
