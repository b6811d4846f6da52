package org.livechat.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Map;

/**
 * What a file of Ogg Opus holds up to where its pages are whole.
 *
 * @param comments of its second packet
 * @param samples the position of the last page
 * @param lastPageAt where that begins
 * @param end where whole pages end
 * @param pages how many those are
 * @param isWhole whether the last one ends the stream
 */
record OggCheck(Map<String, String> comments, long samples, long lastPageAt, long end, int pages, boolean isWhole) {
    static OggCheck of(FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(OggPage.LONGEST).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, String> comments = Map.of();
        long samples = 0;
        long at = 0;
        long last = 0;
        int pages = 0;
        boolean isWhole = false;
        while (true) {
            int size = page(file, at, bytes);
            if (size == 0 || bytes.getInt(OggPage.NUMBER_AT) != pages) {
                return new OggCheck(comments, samples, last, at, pages, isWhole);
            }
            int content = OggPage.HEADER + (bytes.get(OggPage.SEGMENTS_AT) & 0xFF);
            if (pages == 1) {
                comments = OpusHeaders.comments(bytes.slice(content, size - content));
            }
            samples = bytes.getLong(OggPage.GRANULE_AT);
            isWhole = (bytes.get(OggPage.FLAGS_AT) & OggPage.END) != 0;
            last = at;
            at += size;
            pages++;
        }
    }

    /** The length of the page there, 0 where there is no whole one. */
    private static int page(FileChannel file, long at, ByteBuffer bytes) throws IOException {
        bytes.clear();
        while (bytes.hasRemaining() && file.read(bytes, at + bytes.position()) > 0) {
            // until there is no more, or as much as a page can be
        }
        bytes.flip();
        int there = bytes.limit();
        if (there < OggPage.HEADER || bytes.getInt(0) != 0x5367674F) {
            return 0;
        }
        int segments = bytes.get(OggPage.SEGMENTS_AT) & 0xFF;
        int size = OggPage.HEADER + segments;
        for (int i = 0; i < segments && OggPage.HEADER + i < there; i++) {
            size += bytes.get(OggPage.HEADER + i) & 0xFF;
        }
        if (size > there) {
            return 0;
        }
        bytes.limit(size);
        return OggPage.checksum(bytes) == bytes.getInt(OggPage.CHECKSUM_AT) ? size : 0;
    }

    /** Whether there is anything to be heard in it. */
    boolean hasSound() {
        return pages > 2 && samples > OpusHeaders.PRE_SKIP;
    }

    long lengthMillis() {
        return Math.max(0, samples - OpusHeaders.PRE_SKIP) * 1000 / OpusPacket.RATE;
    }
}
