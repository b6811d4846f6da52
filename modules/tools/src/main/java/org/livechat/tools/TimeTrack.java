package org.livechat.tools;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Sound on the true time line: 16-bit samples of one voice after and over the other in a file, whose gaps take no room on a disk. What is too
 * loud together is cut off.
 */
final class TimeTrack implements AutoCloseable {
    /** Samples in a second: Opus's own (RFC 6716 2.1.3). */
    static final int RATE = 48_000;

    private static final int CHUNK = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final long samples;

    /** @param samples how long it is, whatever is put in */
    TimeTrack(Path file, long samples) throws IOException {
        this.file = file;
        this.samples = samples;
        this.channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        // To its last sample.
        channel.write(ByteBuffer.allocate(Short.BYTES), (samples - 1) * Short.BYTES);
    }

    Path file() {
        return file;
    }

    /**
     * Adds sound to what is there.
     *
     * @param raw little-endian samples
     * @param at the sample that it begins at; what is before the first one, or behind the last one, is left out
     */
    void add(Path raw, long at) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(raw))) {
            long place = at;
            if (at < 0) {
                in.skipNBytes(Math.min(-at * Short.BYTES, Files.size(raw)));
                place = 0;
            }
            byte[] chunk = in.readNBytes(CHUNK);
            while (chunk.length > 1 && place < samples) {
                int count = (int) Math.min(chunk.length / Short.BYTES, samples - place);
                mix(ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN), place, count);
                place += count;
                chunk = in.readNBytes(CHUNK);
            }
        }
    }

    private void mix(ByteBuffer voice, long place, int count) throws IOException {
        ByteBuffer there = ByteBuffer.allocate(count * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (there.hasRemaining() && channel.read(there, place * Short.BYTES + there.position()) >= 0) {
            // until all is read
        }
        there.clear();
        for (int i = 0; i < count; i++) {
            int sum = there.getShort(i * Short.BYTES) + voice.getShort(i * Short.BYTES);
            there.putShort(i * Short.BYTES, (short) Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE));
        }
        while (there.hasRemaining()) {
            channel.write(there, place * Short.BYTES + there.position());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
