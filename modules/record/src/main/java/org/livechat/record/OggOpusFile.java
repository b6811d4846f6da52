package org.livechat.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A file of Ogg Opus that is being written (RFC 7845): whole pages alone, so that it plays whenever the server dies. One thread. */
final class OggOpusFile implements AutoCloseable {
    private final FileChannel channel;
    private final int serial;
    private final Map<String, String> comments;
    private final MessageDigest digest = Finisher.sha256();
    private final OggPage page = new OggPage();
    private int pages;
    private long samples;
    private long length;
    private long lastPageAt;

    /** @throws IOException when it cannot be made; there is none then */
    OggOpusFile(Path file, int serial, boolean stereo, Map<String, String> comments) throws IOException {
        this.serial = serial;
        this.comments = comments;
        this.channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            // Each has a page of its own (RFC 7845 3).
            ByteBuffer head = header(OpusHeaders.head(stereo), OggPage.BEGIN);
            ByteBuffer tags = header(OpusHeaders.tags(comments), 0);
            write(ByteBuffer.allocate(head.limit() + tags.limit())
                    .put(head)
                    .put(tags)
                    .flip());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private ByteBuffer header(byte[] packet, int flags) {
        page.add(packet, 0, packet.length);
        return page.take(flags, 0, serial, pages++);
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

    /**
     * Nothing more comes: its last page ends the stream, by which it is told from one that was cut off. Once.
     *
     * @return what was written; empty where the last page had to be written anew
     */
    Optional<EndedFile.Written> end() throws IOException {
        if (page.isEmpty() && lastPageAt > 0) {
            markEnd(channel, lastPageAt, length);
            return Optional.empty();
        }
        writePage(OggPage.END);
        return Optional.of(new EndedFile.Written(
                new OggCheck(comments, samples, lastPageAt, length, pages, true),
                HexFormat.of().formatHex(digest.digest())));
    }

    private void writePage(int flags) throws IOException {
        long at = length;
        write(page.take(flags, samples, serial, pages++));
        lastPageAt = at;
    }

    private void write(ByteBuffer bytes) throws IOException {
        long at = length;
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes, at + bytes.position());
            }
        } catch (IOException e) {
            cutTo(at, e);
            throw e;
        }
        digest.update(bytes.flip());
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
