package org.livechat.media;

import org.jspecify.annotations.Nullable;

/** The streams of one client by SSRC: a few entries, searched without allocating. Owned by one worker. */
final class StreamTable {
    private final @Nullable Stream[] streams;
    private int size;

    StreamTable(int most) {
        streams = new Stream[most];
    }

    @Nullable
    Stream find(int ssrc) {
        for (int i = 0; i < size; i++) {
            Stream stream = streams[i];
            if (stream != null && stream.ssrc() == ssrc) {
                return stream;
            }
        }
        return null;
    }

    int size() {
        return size;
    }

    /** The stream at an index below {@link #size}. */
    Stream get(int index) {
        Stream stream = index < size ? streams[index] : null;
        if (stream == null) {
            throw new IndexOutOfBoundsException("stream " + index + " of " + size);
        }
        return stream;
    }

    boolean isFull() {
        return size == streams.length;
    }

    void add(Stream stream) {
        streams[size++] = stream;
    }
}
