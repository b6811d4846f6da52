package org.livechat.media;

import org.jspecify.annotations.Nullable;

/**
 * Packets of one track that came together, a video frame's for example. They go to each listener one behind the other, so that
 * the port can send them as one message. Reused; owned by one worker.
 */
final class PacketRun {
    /** As many as a port hands over at once. */
    static final int MOST = 64;

    private final InboundPacket[] packets = new InboundPacket[MOST];
    private int size;
    private RelayPicture picture = RelayPicture.SILENCE;
    private int ssrc;
    private @Nullable Track track;

    /** Whether a packet of this stream, relayed by this picture, goes on the run. */
    // The very picture: comparing two for equality would cost more than a run saves.
    @SuppressWarnings("ReferenceEquality")
    boolean takes(Track otherTrack, int otherSsrc, RelayPicture otherPicture) {
        return size < MOST && otherTrack.equals(track) && otherSsrc == ssrc && otherPicture == picture;
    }

    /** Begins a run with its first packet. */
    void begin(InboundPacket packet, int newSsrc, RelayPicture newPicture) {
        track = packet.track();
        ssrc = newSsrc;
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
        track = null;
    }

    int size() {
        return size;
    }

    InboundPacket packet(int index) {
        return packets[index];
    }

    Track track() {
        if (track == null) {
            throw new IllegalStateException("a run without packets has no track");
        }
        return track;
    }

    int ssrc() {
        return ssrc;
    }

    /** The picture that stood when the packets came. */
    RelayPicture picture() {
        return picture;
    }
}
