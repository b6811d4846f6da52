package org.livechat.media;

import org.jspecify.annotations.Nullable;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.PeerAddress;

/** One place of an {@link Inbox}: a datagram as it came, or a decrypted packet on its way to listeners. Reused. */
final class HandedPacket {
    private final InboundPacket packet = new InboundPacket();
    private byte[] buffer = {};
    private int length;
    private @Nullable PeerAddress from;
    private RelayPicture picture = RelayPicture.SILENCE;

    void datagram(byte[] bytes, int offset, int count, PeerAddress source) {
        System.arraycopy(bytes, offset, room(), 0, count);
        length = count;
        from = source;
    }

    void packet(InboundPacket original, RelayPicture standing) {
        packet.copyOf(original, room());
        picture = standing;
        from = null;
    }

    /** Where the datagram came from; null if this is a decrypted packet. */
    @Nullable
    PeerAddress from() {
        return from;
    }

    byte[] buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    InboundPacket packet() {
        return packet;
    }

    RelayPicture picture() {
        return picture;
    }

    // Made by the first use: a single worker's inbox stays empty for ever.
    private byte[] room() {
        if (buffer.length == 0) {
            buffer = new byte[DatagramPort.MAX_DATAGRAM_BYTES];
        }
        return buffer;
    }
}
