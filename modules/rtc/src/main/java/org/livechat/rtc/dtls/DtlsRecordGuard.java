package org.livechat.rtc.dtls;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Keeps records that cannot belong to the handshake away from Bouncy Castle, which allocates what a fragment's header
 * declares (CVE-2026-59646) and believes alerts that nobody signed. Pure functions over a datagram's bytes.
 */
public final class DtlsRecordGuard {
    /** The most that one handshake message may declare. A chain of certificates stays far below. */
    public static final int MAX_MESSAGE_BYTES = 32 * 1024;

    static final int RECORD_HEADER_BYTES = 13;
    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;

    private static final int CLIENT_HELLO = 1;
    /** RFC 5246 7.4.1.2: behind the version. */
    private static final int RANDOM_OFFSET = RECORD_HEADER_BYTES + 12 + 2;

    private static final int RANDOM_BYTES = 32;
    static final int MESSAGE_HEADER_BYTES = 12;

    /** The longest record: 2^14 and the most an AEAD may add (RFC 5246 6.2.3). */
    private static final int MAX_RECORD_BYTES = (1 << 14) + 1024;
    /** No flight of a handshake with client certificate reaches this message number, a cookie exchange included. */
    private static final int MAX_MESSAGE_SEQUENCE = 8;

    private static final int DTLS_1_0 = 0xFEFF;
    private static final int DTLS_1_2 = 0xFEFD;

    private DtlsRecordGuard() {}

    /** What a handshake expects from its peer now. */
    public enum Phase {
        /** We are the server and the handshake runs. */
        SERVER_HANDSHAKE(1, 11, 15, 16),
        /** We are the client and the handshake runs. */
        CLIENT_HANDSHAKE(2, 3, 11, 12, 13, 14),
        /** We are the server and are done; the client's last flight may come again. */
        SERVER_DONE(11, 15, 16),
        /** We are the client and are done: the server's last flight is encrypted. */
        CLIENT_DONE();

        private final int plainMessageTypes;

        Phase(int... plainMessageTypes) {
            var bits = 0;
            for (var type : plainMessageTypes) {
                bits |= 1 << type;
            }
            this.plainMessageTypes = bits;
        }

        private boolean expectsInPlain(int messageType) {
            return messageType < Integer.SIZE && (plainMessageTypes & (1 << messageType)) != 0;
        }
    }

    /**
     * The records of a datagram that may be handed on, each a copy of its own, in order. A record that is refused is left
     * out; after one whose length lies the rest is left out as well.
     */
    public static List<byte[]> admit(byte[] buffer, int offset, int length, Phase phase) {
        var admitted = new ArrayList<byte[]>(2);
        var end = offset + length;
        var start = offset;
        while (end - start > RECORD_HEADER_BYTES) {
            var next = start + RECORD_HEADER_BYTES + uint16(buffer, start + 11);
            if (next > end) {
                break;
            }
            if (admits(buffer, start, next, phase)) {
                admitted.add(Arrays.copyOfRange(buffer, start, next));
            }
            start = next;
        }
        return admitted;
    }

    /** Whether a datagram begins with a record of epoch 0, which is not encrypted. */
    public static boolean beginsInClear(byte[] buffer, int offset, int length) {
        return length > RECORD_HEADER_BYTES && uint16(buffer, offset + 3) == 0;
    }

    /** Whether a datagram begins with a client's first message, as one that wants another association sends it. */
    public static boolean beginsWithClientHello(byte[] buffer, int offset, int length) {
        return beginsInClear(buffer, offset, length)
                && (buffer[offset] & 0xFF) == HANDSHAKE
                && buffer[offset + RECORD_HEADER_BYTES] == CLIENT_HELLO;
    }

    /**
     * What tells the client's hello that a datagram begins with from another: its random, and its number, since with a cookie it is said
     * again with the same random (RFC 6347 4.2.1). Empty if there is none.
     */
    public static Optional<ByteBuffer> helloOf(byte[] buffer, int offset, int length) {
        if (length < RANDOM_OFFSET + RANDOM_BYTES
                || !beginsWithClientHello(buffer, offset, length)
                || uint24(buffer, offset + RECORD_HEADER_BYTES + 6) != 0) {
            return Optional.empty();
        }
        var start = offset + RANDOM_OFFSET;
        return Optional.of(ByteBuffer.allocate(Short.BYTES + RANDOM_BYTES)
                .putShort((short) uint16(buffer, offset + RECORD_HEADER_BYTES + 4))
                .put(buffer, start, RANDOM_BYTES)
                .flip());
    }

    /** Whether the first record of a datagram, not to be empty, is an alert. */
    public static boolean beginsWithAlert(byte[] datagram) {
        return datagram[0] == ALERT;
    }

    /** Whether the hello that a datagram begins with is in one piece, so that it can be asked for a cookie. */
    public static boolean isWholeHello(byte[] buffer, int offset, int length) {
        return helloOf(buffer, offset, length).isPresent()
                && uint24(buffer, offset + RECORD_HEADER_BYTES + 1) == uint24(buffer, offset + RECORD_HEADER_BYTES + 9);
    }

    private static boolean admits(byte[] buffer, int start, int end, Phase phase) {
        var type = buffer[start] & 0xFF;
        var version = uint16(buffer, start + 1);
        var epoch = uint16(buffer, start + 3);
        var body = start + RECORD_HEADER_BYTES;
        var length = end - body;
        if (length == 0 || length > MAX_RECORD_BYTES || type < CHANGE_CIPHER_SPEC || type > APPLICATION_DATA) {
            return false;
        }
        return switch (epoch) {
            case 0 ->
                switch (type) {
                    case CHANGE_CIPHER_SPEC -> version == DTLS_1_2 && length == 1 && buffer[body] == 1;
                    case HANDSHAKE -> admitsPlainHandshake(buffer, body, end, version, phase);
                    // an alert or data in the clear can come from anybody
                    default -> false;
                };
            case 1 -> version == DTLS_1_2 && type != CHANGE_CIPHER_SPEC;
            // there is no renegotiation
            default -> false;
        };
    }

    private static boolean admitsPlainHandshake(byte[] buffer, int start, int end, int version, Phase phase) {
        if ((version != DTLS_1_2 && version != DTLS_1_0) || !declaresSaneFragments(buffer, start, end - start)) {
            return false;
        }
        for (var message = start; message < end; ) {
            var type = buffer[message] & 0xFF;
            // DTLS 1.0 is the record version of hellos only: of the first flights (RFC 6347 4.1, 4.2.1)
            var hello = type <= 3;
            if (!phase.expectsInPlain(type)
                    || (version == DTLS_1_0 && !hello)
                    || uint16(buffer, message + 4) > MAX_MESSAGE_SEQUENCE) {
                return false;
            }
            message += MESSAGE_HEADER_BYTES + uint24(buffer, message + 9);
        }
        return true;
    }

    /**
     * Whether a handshake record holds whole fragments only, each within its message, and no message declares more than
     * {@link #MAX_MESSAGE_BYTES}.
     */
    static boolean declaresSaneFragments(byte[] buffer, int start, int length) {
        var end = start + length;
        var message = start;
        while (message < end) {
            if (end - message < MESSAGE_HEADER_BYTES) {
                return false;
            }
            var declared = uint24(buffer, message + 1);
            var fragmentOffset = uint24(buffer, message + 6);
            var fragmentLength = uint24(buffer, message + 9);
            if (declared > MAX_MESSAGE_BYTES
                    || fragmentOffset + fragmentLength > declared
                    || fragmentLength > end - message - MESSAGE_HEADER_BYTES) {
                return false;
            }
            message += MESSAGE_HEADER_BYTES + fragmentLength;
        }
        return true;
    }

    private static int uint16(byte[] buffer, int at) {
        return ((buffer[at] & 0xFF) << 8) | (buffer[at + 1] & 0xFF);
    }

    private static int uint24(byte[] buffer, int at) {
        return (uint16(buffer, at) << 8) | (buffer[at + 2] & 0xFF);
    }
}
