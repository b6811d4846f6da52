package org.livechat.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/** A file of Ogg Opus that is being written (RFC 7845): whole pages alone, so that it plays whenever the server dies. One thread. */
final class OggOpusFile implements AutoCloseable {
    private final FileChannel channel;
    private final int serial;
    private final OggPage page = new OggPage();
    private int pages;
    private long samples;
    private long length;

    /** @throws IOException when it cannot be made; there is none then */
    OggOpusFile(Path file, int serial, boolean stereo, Map<String, String> comments) throws IOException {
        this.serial = serial;
        this.channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            header(OpusHeaders.head(stereo), OggPage.BEGIN);
            header(OpusHeaders.tags(comments), 0);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    // Each has pages of its own (RFC 7845 3).
    private void header(byte[] packet, int flags) throws IOException {
        page.add(packet, 0, packet.length);
        writePage(flags);
    }

    void write(byte[] from, int offset, int bytes, int itsSamples) throws IOException {
        if (!page.fits(bytes)) {
            writePage(0);
        }
        page.add(from, offset, bytes);
        samples += itsSamples;
    }

    /** What was put in is with the operating system when it returns. */
    void flush() throws IOException {
        if (!page.isEmpty()) {
            writePage(0);
        }
    }

    private void writePage(int flags) throws IOException {
        ByteBuffer bytes = page.take(flags, samples, serial, pages);
        long at = length;
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes, at + bytes.position());
            }
        } catch (IOException e) {
            cutTo(at, e);
            throw e;
        }
        pages++;
        length = at + bytes.limit();
    }

    // Half a page is none.
    private void cutTo(long at, IOException cause) {
        try {
            channel.truncate(at);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** Makes the last page one that ends the stream. */
    static void markEnd(FileChannel channel, long pageAt, long end) throws IOException {
        ByteBuffer last = ByteBuffer.allocate((int) (end - pageAt)).order(ByteOrder.LITTLE_ENDIAN);
        while (last.hasRemaining() && channel.read(last, pageAt + last.position()) >= 0) {
            // until the page is read
        }
        last.flip();
        last.put(OggPage.FLAGS_AT, (byte) (last.get(OggPage.FLAGS_AT) | OggPage.END));
        last.putInt(OggPage.CHECKSUM_AT, OggPage.checksum(last));
        // The header in one piece: half of it would make the page none.
        ByteBuffer header = last.slice(0, OggPage.HEADER);
        while (header.hasRemaining()) {
            channel.write(header, pageAt + header.position());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
