package org.livechat.signaling;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.livechat.protocol.EncodedPacket;

/**
 * What goes to a client as one WebSocket message, in one frame or in several. A piece that goes to many is in memory once; it knows how
 * often it is there, and what for. Immutable but for that.
 */
final class Parcel {
    /** What bytes are in memory for. */
    enum Use {
        /** They wait to be read. */
        WAITING,

        /** They are to be had once more, by who may have lost them. */
        KEPT
    }

    /** The bytes of a frame. */
    static final class Piece {
        private final ByteBuffer payload;
        private final AtomicInteger waiting = new AtomicInteger();
        private final AtomicInteger kept = new AtomicInteger();

        private Piece(ByteBuffer payload) {
            this.payload = payload;
        }

        int bytes() {
            return payload.remaining();
        }

        /** It is in one queue more; true for the first. */
        boolean enter(Use use) {
            return places(use).getAndIncrement() == 0;
        }

        /** It is in one queue less; true for the last. */
        boolean leave(Use use) {
            return places(use).decrementAndGet() == 0;
        }

        private AtomicInteger places(Use use) {
            return switch (use) {
                case WAITING -> waiting;
                case KEPT -> kept;
            };
        }
    }

    private final byte opCode;
    private final List<Piece> pieces;
    private final int bytes;

    private Parcel(byte opCode, List<Piece> pieces) {
        this.opCode = opCode;
        this.pieces = pieces;
        this.bytes = pieces.stream().mapToInt(Piece::bytes).sum();
    }

    /** A packet. */
    static Parcel of(EncodedPacket packet) {
        return new Parcel(OpCode.TEXT, List.of(new Piece(packet.payload())));
    }

    /** A packet whose middle is that of others, too. */
    static Parcel around(ByteBuffer begin, Piece middle, ByteBuffer end) {
        return new Parcel(OpCode.TEXT, List.of(new Piece(begin), middle, new Piece(end)));
    }

    static Parcel pong(ByteBuffer payload) {
        return new Parcel(OpCode.PONG, List.of(new Piece(payload)));
    }

    /** Bytes to be given to many parcels. */
    static Piece piece(ByteBuffer payload) {
        return new Piece(payload.asReadOnlyBuffer());
    }

    /** All bytes of it. */
    int bytes() {
        return bytes;
    }

    List<Piece> pieces() {
        return pieces;
    }

    /** A new frame for one of its pieces. */
    Frame frame(int index) {
        Frame frame = new Frame(
                index == 0 ? opCode : OpCode.CONTINUATION,
                pieces.get(index).payload.duplicate());
        frame.setFin(index == pieces.size() - 1);
        return frame;
    }

    /** The bytes as text. */
    @Override
    public String toString() {
        return pieces.stream()
                .map(piece -> StandardCharsets.UTF_8.decode(piece.payload.duplicate()))
                .collect(Collectors.joining());
    }
}
