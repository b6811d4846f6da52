package org.livechat.media.relay;

import org.jspecify.annotations.Nullable;
import org.livechat.media.inbound.InboundPacket;
import org.livechat.media.inbound.Stream;
import org.livechat.media.inbound.Track;
import org.livechat.media.picture.RelayPicture;

/**
 * Packets of one stream that came together, a video frame's for example. They go to each listener one behind the other, so
 * that the port can send them as one message. Reused; owned by one worker.
 */
public final class PacketRun {
    /** As many as a port hands over at once. */
    public static final int MOST = 64;

    private final InboundPacket[] packets = new InboundPacket[MOST];
    private int size;
    private RelayPicture picture = RelayPicture.SILENCE;
    private @Nullable Stream stream;

    /** Whether a packet of this stream, relayed by this picture, goes on the run. */
    // The very picture: comparing two for equality would cost more than a run saves.
    @SuppressWarnings("ReferenceEquality")
    public boolean takes(Stream other, RelayPicture otherPicture) {
        return size < MOST && other == stream && otherPicture == picture;
    }

    /** Begins a run with its first packet. */
    public void begin(InboundPacket packet, RelayPicture newPicture) {
        stream = packet.stream();
        picture = newPicture;
        size = 0;
        add(packet);
    }

    public void add(InboundPacket packet) {
        packets[size++] = packet;
    }

    /** Forgets the packets. */
    public void clear() {
        size = 0;
        stream = null;
    }

    public int size() {
        return size;
    }

    InboundPacket packet(int index) {
        return packets[index];
    }

    Stream stream() {
        if (stream == null) {
            throw new IllegalStateException("a run without packets is of no stream");
        }
        return stream;
    }

    Track track() {
        return stream().track();
    }

    /** The picture that stood when the packets came. */
    RelayPicture picture() {
        return picture;
    }
}
