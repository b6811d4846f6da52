package org.livechat.media.inbound;

import java.util.function.IntConsumer;
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

    /** Puts a stream in the place of another one of its SSRC, if there is one. */
    public void replace(Stream stream) {
        for (int i = 0; i < size; i++) {
            Stream present = streams[i];
            if (present != null && present.ssrc() == stream.ssrc()) {
                streams[i] = stream;
            }
        }
    }

    /** Forgets the stream that has been silent for longest, if nothing came of it since an instant; returns whether there is one. */
    boolean forgetSilent(long sinceNanos) {
        int longest = -1;
        long earliest = sinceNanos;
        for (int i = 0; i < size; i++) {
            long latest = get(i).latestNanos();
            if (latest - earliest < 0) {
                longest = i;
                earliest = latest;
            }
        }
        if (longest >= 0) {
            remove(longest);
        }
        return longest >= 0;
    }

    /** Forgets the streams of a track. */
    void forget(Track track, IntConsumer forgotten) {
        for (int i = size - 1; i >= 0; i--) {
            Stream stream = get(i);
            if (stream.track() == track) {
                remove(i);
                forgotten.accept(stream.ssrc());
            }
        }
    }

    private void remove(int index) {
        System.arraycopy(streams, index + 1, streams, index, size - index - 1);
        streams[--size] = null;
    }
}
