package org.livechat.signaling;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.livechat.api.control.ChannelSummary;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ChannelEntry;
import org.livechat.protocol.EncodedPacket;
import org.livechat.protocol.Opcode;
import org.livechat.protocol.PacketCodec;
import org.livechat.protocol.RequestId;
import org.livechat.protocol.ServerMessage;

/**
 * Answers to CHANNEL_LIST. A list is encoded once for all who ask until it changes: there may be megabytes of it. Thread-safe; one is
 * encoded at a time.
 */
final class ChannelLists {
    /** A shorter one is copied behind the id of its request; a longer one goes as a frame between two. */
    private static final int COPIED_BYTES = 65_536;

    /** What stands in an answer where the list belongs, and what follows it. */
    private static final String EMPTY_LIST = "[]";

    private static final String END = "}}";

    private record Entries(List<ChannelSummary> of, List<ChannelEntry> entries) {}

    private record Encoded(List<ChannelEntry> channels, Parcel answer, Parcel.Piece list) {}

    private final ReentrantLock lock = new ReentrantLock();
    private volatile Entries shown = new Entries(List.of(), List.of());
    private Encoded latest = encode(List.of());

    /** What the wire protocol shows of a list; made once while that is the same. */
    List<ChannelEntry> entries(List<ChannelSummary> channels) {
        Entries now = shown;
        if (!now.of().equals(channels)) {
            now = new Entries(channels, channels.stream().map(Views::channel).toList());
            shown = now;
        }
        return now.entries();
    }

    /**
     * The packet of an answer.
     *
     * @param id the request's
     * @param channels what there is now
     */
    Parcel answer(Optional<RequestId> id, List<ChannelEntry> channels) {
        Encoded encoded = encoded(channels);
        if (id.isEmpty()) {
            return encoded.answer();
        }
        if (encoded.list().bytes() <= COPIED_BYTES) {
            return Parcel.of(packet(id, channels));
        }
        ByteBuffer empty = packet(id, List.of()).payload();
        int end = empty.limit() - END.length();
        return Parcel.around(empty.slice(0, end - EMPTY_LIST.length()), encoded.list(), empty.slice(end, END.length()));
    }

    private Encoded encoded(List<ChannelEntry> channels) {
        lock.lock();
        try {
            if (!latest.channels().equals(channels)) {
                latest = encode(channels);
            }
            return latest;
        } finally {
            lock.unlock();
        }
    }

    private static Encoded encode(List<ChannelEntry> channels) {
        EncodedPacket packet = packet(Optional.empty(), channels);
        int begin = packet(Optional.empty(), List.of()).size() - EMPTY_LIST.length() - END.length();
        ByteBuffer list = packet.payload().slice(begin, packet.size() - END.length() - begin);
        return new Encoded(channels, Parcel.of(packet), Parcel.piece(list));
    }

    private static EncodedPacket packet(Optional<RequestId> id, List<ChannelEntry> channels) {
        return PacketCodec.encode(new ServerMessage.Ack(Opcode.CHANNEL_LIST, new AckData.Listing(channels), id));
    }
}
