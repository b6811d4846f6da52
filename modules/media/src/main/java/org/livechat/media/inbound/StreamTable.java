package org.livechat.media.inbound;

import org.jspecify.annotations.Nullable;

/** The streams of one client by SSRC: a few entries, searched without allocating. Owned by one worker. */
public final class StreamTable {
    private final @Nullable Stream[] streams;
    private int size;

    StreamTable(int most) {
        streams = new Stream[most];
    }

    @Nullable
    public Stream find(int ssrc) {
        for (int i = 0; i < size; i++) {
            Stream stream = streams[i];
            if (stream != null && stream.ssrc() == ssrc) {
                return stream;
            }
        }
        return null;
    }

    public int size() {
        return size;
    }

    /** The stream at an index below {@link #size}. */
    public Stream get(int index) {
        Stream stream = index < size ? streams[index] : null;
        if (stream == null) {
            throw new IndexOutOfBoundsException("stream " + index + " of " + size);
        }
        return stream;
    }

    public boolean isFull() {
        return size == streams.length;
    }

    public void add(Stream stream) {
        streams[size++] = stream;
    }
}
