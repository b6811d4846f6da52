package org.livechat.rtc.dtls;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * A client's hello that does not fit into one datagram (RFC 6347 4.2.3), as those of browsers do not that offer keys of post-quantum
 * exchanges: Chromium 156 sends 1,413 bytes in two. Its first piece has the cookie in it, so that nothing is kept of who has none.
 * Owned by one thread.
 */
public final class HelloPieces {
    /** The longest hello that is put together. */
    private static final int MOST_BYTES = 8 * 1024;

    private static final int CLIENT_HELLO = 1;
    private static final int RECORD_HEADER_BYTES = DtlsRecordGuard.RECORD_HEADER_BYTES;
    private static final int HEADERS_BYTES = RECORD_HEADER_BYTES + DtlsRecordGuard.MESSAGE_HEADER_BYTES;
    private static final int VERSION_AND_RANDOM_BYTES = 34;

    /** What a hello has behind its cookie that says as little as one may: one cipher suite, no compression. */
    private static final byte[] LEAST_REST = {0, 2, (byte) 0xC0, 0x2B, 1, 0};

    private final byte[] datagram;
    private final BitSet come = new BitSet();

    private HelloPieces(byte[] first, int offset, int declared) {
        datagram = new byte[HEADERS_BYTES + declared];
        System.arraycopy(first, offset, datagram, 0, HEADERS_BYTES);
        ByteBuffer.wrap(datagram)
                .putShort(RECORD_HEADER_BYTES - Short.BYTES, (short) (HEADERS_BYTES - RECORD_HEADER_BYTES + declared));
        putUint24(datagram, RECORD_HEADER_BYTES + 9, declared);
    }

    /**
     * What a datagram begins with, if that is the first piece of a hello.
     *
     * @return pieces to which that one is added, and others are to be
     */
    static Optional<HelloPieces> begunBy(byte[] buffer, int offset, int length) {
        if (DtlsRecordGuard.helloOf(buffer, offset, length).isEmpty()
                || DtlsRecordGuard.isWholeHello(buffer, offset, length)) {
            return Optional.empty();
        }
        int declared = uint24(buffer, offset + RECORD_HEADER_BYTES + 1);
        if (declared > MOST_BYTES) {
            return Optional.empty();
        }
        var pieces = new HelloPieces(buffer, offset, declared);
        pieces.add(buffer, offset, length);
        return pieces.come.isEmpty() ? Optional.empty() : Optional.of(pieces);
    }

    /**
     * Takes the pieces that a datagram has of this hello.
     *
     * @return whether all of it has come
     */
    public boolean add(byte[] buffer, int offset, int length) {
        for (byte[] admitted : DtlsRecordGuard.admit(buffer, offset, length, DtlsRecordGuard.Phase.SERVER_HANDSHAKE)) {
            if (admitted[0] == DtlsRecordGuard.HANDSHAKE && admitted[4] == 0) {
                addFragments(admitted);
            }
        }
        return isComplete();
    }

    // The guard has seen that the lengths hold.
    private void addFragments(byte[] plain) {
        for (int at = RECORD_HEADER_BYTES; at < plain.length; ) {
            int fragmentOffset = uint24(plain, at + 6);
            int fragmentLength = uint24(plain, at + 9);
            int body = at + DtlsRecordGuard.MESSAGE_HEADER_BYTES;
            if (plain[at] == CLIENT_HELLO && isOfThis(plain, at)) {
                System.arraycopy(plain, body, datagram, HEADERS_BYTES + fragmentOffset, fragmentLength);
                come.set(fragmentOffset, fragmentOffset + fragmentLength);
            }
            at = body + fragmentLength;
        }
    }

    /** By length and number of the message, which all of its pieces repeat. */
    private boolean isOfThis(byte[] plain, int at) {
        return Arrays.equals(plain, at + 1, at + 6, datagram, RECORD_HEADER_BYTES + 1, RECORD_HEADER_BYTES + 6);
    }

    private boolean isComplete() {
        return come.nextClearBit(0) >= datagram.length - HEADERS_BYTES;
    }

    /** The hello as it would be in one datagram. */
    byte[] whole() {
        return datagram;
    }

    /**
     * The shortest hello that says the same up to its cookie, in one datagram: what those are asked with who look for a cookie in whole
     * hellos alone. Empty if the first piece ends before.
     */
    Optional<byte[]> beginning() {
        int body = HEADERS_BYTES;
        int sessionId = body + VERSION_AND_RANDOM_BYTES;
        int cookie = sessionId + 1 + (datagram.length > sessionId ? datagram[sessionId] & 0xFF : 0);
        int end = cookie + 1 + (datagram.length > cookie ? datagram[cookie] & 0xFF : 0);
        if (end > body + come.nextClearBit(0)) {
            return Optional.empty();
        }
        byte[] shortest = Arrays.copyOf(datagram, end + LEAST_REST.length);
        System.arraycopy(LEAST_REST, 0, shortest, end, LEAST_REST.length);
        ByteBuffer.wrap(shortest)
                .putShort(RECORD_HEADER_BYTES - Short.BYTES, (short) (shortest.length - RECORD_HEADER_BYTES));
        putUint24(shortest, RECORD_HEADER_BYTES + 1, shortest.length - HEADERS_BYTES);
        putUint24(shortest, RECORD_HEADER_BYTES + 9, shortest.length - HEADERS_BYTES);
        return Optional.of(shortest);
    }

    private static int uint24(byte[] buffer, int at) {
        return ((buffer[at] & 0xFF) << 16) | ((buffer[at + 1] & 0xFF) << 8) | (buffer[at + 2] & 0xFF);
    }

    private static void putUint24(byte[] buffer, int at, int value) {
        buffer[at] = (byte) (value >> 16);
        buffer[at + 1] = (byte) (value >> 8);
        buffer[at + 2] = (byte) value;
    }
}
