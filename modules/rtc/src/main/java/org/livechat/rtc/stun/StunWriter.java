package org.livechat.rtc.stun;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.livechat.rtc.bytes.BigEndian;

/**
 * Writes one STUN message into a buffer of the caller's, attribute by attribute, integrity and fingerprint last.
 *
 * <p>Owned by one thread. A buffer without room is the caller's bug and throws {@link IndexOutOfBoundsException};
 * {@link StunMessage#LONGEST} bytes suffice for what is written here.
 */
public final class StunWriter {
    private final byte[] buffer;
    private final int start;
    private int position;

    private StunWriter(byte[] buffer, int offset, int type, TransactionId id) {
        this.buffer = buffer;
        this.start = offset;
        this.position = offset + StunType.HEADER_LENGTH;
        BigEndian.write16(buffer, offset, type);
        BigEndian.write16(buffer, offset + 2, 0);
        BigEndian.write32(buffer, offset + 4, StunType.MAGIC_COOKIE);
        BigEndian.write64(buffer, offset + 8, id.high());
        BigEndian.write32(buffer, offset + 16, id.low());
    }

    public static StunWriter bindingRequest(byte[] buffer, int offset, TransactionId id) {
        return new StunWriter(buffer, offset, StunType.BINDING_REQUEST, id);
    }

    public static StunWriter bindingSuccess(byte[] buffer, int offset, TransactionId id) {
        return new StunWriter(buffer, offset, StunType.BINDING_SUCCESS, id);
    }

    public static StunWriter bindingError(byte[] buffer, int offset, TransactionId id) {
        return new StunWriter(buffer, offset, StunType.BINDING_ERROR, id);
    }

    public StunWriter username(String username) {
        return attribute(StunType.USERNAME, username.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes PRIORITY, 0 to 2^32 - 1 (RFC 8445 5.1.2). */
    public StunWriter priority(long priority) {
        int value = begin(StunType.PRIORITY, 4);
        BigEndian.write32(buffer, value, (int) priority);
        return this;
    }

    public StunWriter useCandidate() {
        begin(StunType.USE_CANDIDATE, 0);
        return this;
    }

    public StunWriter iceControlling(long tieBreaker) {
        BigEndian.write64(buffer, begin(StunType.ICE_CONTROLLING, 8), tieBreaker);
        return this;
    }

    public StunWriter iceControlled(long tieBreaker) {
        BigEndian.write64(buffer, begin(StunType.ICE_CONTROLLED, 8), tieBreaker);
        return this;
    }

    /** Writes XOR-MAPPED-ADDRESS; the address must be resolved. */
    public StunWriter mappedAddress(InetSocketAddress address) {
        int attribute = position;
        int size = XorAddress.write(buffer, start, attribute + StunType.ATTRIBUTE_HEADER_LENGTH, address);
        begin(StunType.XOR_MAPPED_ADDRESS, size);
        return this;
    }

    /** Writes ERROR-CODE (RFC 8489 14.8). */
    public StunWriter errorCode(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        int value = begin(StunType.ERROR_CODE, 4 + text.length);
        BigEndian.write16(buffer, value, 0);
        BigEndian.write8(buffer, value + 2, code / 100);
        BigEndian.write8(buffer, value + 3, code % 100);
        System.arraycopy(text, 0, buffer, value + 4, text.length);
        return this;
    }

    /** Writes UNKNOWN-ATTRIBUTES (RFC 8489 14.9). */
    public StunWriter unknownAttributes(List<Integer> types) {
        int value = begin(StunType.UNKNOWN_ATTRIBUTES, 2 * types.size());
        for (int type : types) {
            BigEndian.write16(buffer, value, type);
            value += 2;
        }
        return this;
    }

    /** Writes any attribute, as it is. */
    public StunWriter attribute(int type, byte[] value) {
        System.arraycopy(value, 0, buffer, begin(type, value.length), value.length);
        return this;
    }

    /** Writes MESSAGE-INTEGRITY over what is there. */
    public StunWriter integrity(StunIntegrity key) {
        byte[] code = key.compute(buffer, start, position);
        return attribute(StunType.MESSAGE_INTEGRITY, code);
    }

    /** Writes FINGERPRINT over what is there; nothing may follow it. */
    public StunWriter fingerprint() {
        int attribute = position;
        begin(StunType.FINGERPRINT, StunType.FINGERPRINT_LENGTH);
        int value = StunFingerprint.of(buffer, start, attribute - start);
        BigEndian.write32(buffer, attribute + StunType.ATTRIBUTE_HEADER_LENGTH, value);
        return this;
    }

    /** The message's length in bytes so far. */
    public int length() {
        return position - start;
    }

    /** Writes an attribute's header and padding, counts it in the message's length, and returns where its value goes. */
    private int begin(int type, int size) {
        int value = position + StunType.ATTRIBUTE_HEADER_LENGTH;
        BigEndian.write16(buffer, position, type);
        BigEndian.write16(buffer, position + 2, size);
        position = value + size;
        while ((position - start) % 4 != 0) {
            BigEndian.write8(buffer, position++, 0);
        }
        BigEndian.write16(buffer, start + 2, position - start - StunType.HEADER_LENGTH);
        return value;
    }
}
