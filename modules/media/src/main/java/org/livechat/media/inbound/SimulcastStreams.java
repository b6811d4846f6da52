package org.livechat.media.inbound;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The sizes of one picture that a client sends at once, each a stream of its own, known by the id that its packets say (RFC 8852
 * 3.1). Streams are added by one worker; any thread may read.
 */
public final class SimulcastStreams {
    /** The client sends its picture once. */
    public static final SimulcastStreams NONE = new SimulcastStreams(List.of());

    private final List<String> ids;
    private final byte[][] bytes;
    private final AtomicReferenceArray<@Nullable Stream> streams;

    SimulcastStreams(List<String> ids) {
        this.ids = List.copyOf(ids);
        this.bytes =
                ids.stream().map(id -> id.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);
        this.streams = new AtomicReferenceArray<>(ids.size());
    }

    /** In the order of the offer. */
    public List<String> ids() {
        return ids;
    }

    public boolean isEmpty() {
        return ids.isEmpty();
    }

    /** Which id stands in a buffer, or -1 if it is none of these. */
    public int indexOf(byte[] buffer, int offset, int length) {
        for (int i = 0; i < bytes.length; i++) {
            if (isAt(bytes[i], buffer, offset, length)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isAt(byte[] id, byte[] buffer, int offset, int length) {
        if (id.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (buffer[offset + i] != id[i]) {
                return false;
            }
        }
        return true;
    }

    /** The stream of an id; null before its first packet. */
    @Nullable
    public Stream get(int index) {
        return streams.get(index);
    }

    /** Notes the stream of an id; another one than before if the client has begun anew. */
    public void put(int index, Stream stream) {
        streams.set(index, stream);
    }

    /** Those that have begun, in the order of their ids. */
    public List<Stream> present() {
        List<Stream> present = new ArrayList<>(ids.size());
        for (int i = 0; i < streams.length(); i++) {
            Stream stream = streams.get(i);
            if (stream != null) {
                present.add(stream);
            }
        }
        return present;
    }
}
