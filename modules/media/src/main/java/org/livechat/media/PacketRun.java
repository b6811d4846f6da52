package org.livechat.media;

import org.jspecify.annotations.Nullable;

/**
 * Packets of one stream that came together, a video frame's for example. They go to each listener one behind the other, so
 * that the port can send them as one message. Reused; owned by one worker.
 */
final class PacketRun {
    /** As many as a port hands over at once. */
    static final int MOST = 64;

    private final InboundPacket[] packets = new InboundPacket[MOST];
    private int size;
    private RelayPicture picture = RelayPicture.SILENCE;
    private @Nullable Stream stream;

    /** Whether a packet of this stream, relayed by this picture, goes on the run. */
    // The very picture: comparing two for equality would cost more than a run saves.
    @SuppressWarnings("ReferenceEquality")
    boolean takes(Stream other, RelayPicture otherPicture) {
        return size < MOST && other == stream && otherPicture == picture;
    }

    /** Begins a run with its first packet. */
    void begin(InboundPacket packet, RelayPicture newPicture) {
        stream = packet.stream();
        picture = newPicture;
        size = 0;
        add(packet);
    }

    void add(InboundPacket packet) {
        packets[size++] = packet;
    }

    /** Forgets the packets. */
    void clear() {
        size = 0;
        stream = null;
    }

    int size() {
        return size;
    }

    InboundPacket packet(int index) {
        return packets[index];
    }

    Track track() {
        if (stream == null) {
            throw new IllegalStateException("a run without packets has no track");
        }
        return stream.track();
    }

    /** The picture that stood when the packets came. */
    RelayPicture picture() {
        return picture;
    }
}
