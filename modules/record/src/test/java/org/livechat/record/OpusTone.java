package org.livechat.record;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A tone of 440 Hz as packets of Opus, and what ffmpeg hears in a file. */
final class OpusTone {
    private static final Path FFMPEG = Path.of("/usr/bin/ffmpeg");

    private OpusTone() {}

    /** Skips the test where there is no ffmpeg. */
    static void require() {
        assumeTrue(Files.isExecutable(FFMPEG), "skipped: /usr/bin/ffmpeg is not there (apt-get install ffmpeg)");
    }

    /** Packets of 20 ms, as an encoder makes them. */
    static List<byte[]> packets(Path folder, double seconds) throws IOException, InterruptedException {
        Path tone = folder.resolve("tone.ogg");
        run(
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:sample_rate=48000:duration=" + seconds,
                "-c:a",
                "libopus",
                "-b:a",
                "32k",
                tone.toString());
        List<byte[]> packets = new ArrayList<>();
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(tone)).order(ByteOrder.LITTLE_ENDIAN);
        var packet = new java.io.ByteArrayOutputStream();
        while (file.hasRemaining()) {
            int at = file.position();
            int segments = file.get(at + OggPage.SEGMENTS_AT) & 0xFF;
            int content = at + OggPage.HEADER + segments;
            for (int i = 0; i < segments; i++) {
                int length = file.get(at + OggPage.HEADER + i) & 0xFF;
                packet.write(file.array(), content, length);
                content += length;
                if (length < 255) {
                    packets.add(packet.toByteArray());
                    packet.reset();
                }
            }
            file.position(content);
        }
        return packets.subList(2, packets.size());
    }

    /** What ffmpeg decodes, one channel at 48 kHz; it has to find nothing wrong. */
    static ShortBuffer decode(Path file) throws IOException, InterruptedException {
        Path raw = Files.createTempFile("heard", ".raw");
        try {
            run("-xerror", "-i", file.toString(), "-f", "s16le", "-ac", "1", "-ar", "48000", raw.toString());
            return ByteBuffer.wrap(Files.readAllBytes(raw))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer();
        } finally {
            Files.delete(raw);
        }
    }

    /** How often a second it goes from below zero to above, between two times; 0 where it is all but silent. */
    static double hertz(ShortBuffer sound, double from, double to) {
        int rises = 0;
        int loudest = 0;
        int first = (int) (from * OpusPacket.RATE);
        int last = (int) (to * OpusPacket.RATE);
        for (int i = first + 1; i < last; i++) {
            loudest = Math.max(loudest, Math.abs(sound.get(i)));
            rises += sound.get(i - 1) < 0 && sound.get(i) >= 0 ? 1 : 0;
        }
        return loudest < 100 ? 0 : rises / (to - from);
    }

    private static void run(String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(FFMPEG.toString(), "-hide_banner", "-loglevel", "warning", "-y"),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || !said.isEmpty()) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }
}
