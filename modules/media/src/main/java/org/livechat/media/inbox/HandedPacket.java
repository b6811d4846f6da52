package org.livechat.media.inbox;

import org.jspecify.annotations.Nullable;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.PeerAddress;
import org.livechat.media.inbound.InboundPacket;
import org.livechat.media.picture.RelayPicture;

/** One place of an {@link Inbox}: a datagram as it came, or a decrypted packet on its way to listeners. Reused. */
public final class HandedPacket {
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

    /** Lets go of whose packet it was: a place that waits long for its next one would keep clients that have gone. */
    void forget() {
        packet.forget();
        picture = RelayPicture.SILENCE;
        from = null;
    }

    /** Where the datagram came from; null if this is a decrypted packet. */
    @Nullable
    public PeerAddress from() {
        return from;
    }

    /** Whether it came over TCP. */
    boolean isOfStream() {
        return from != null && from.stream() != PeerAddress.NO_STREAM;
    }

    public byte[] buffer() {
        return buffer;
    }

    public int length() {
        return length;
    }

    public InboundPacket packet() {
        return packet;
    }

    public RelayPicture picture() {
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
