package org.livechat.rtc.stun;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.livechat.rtc.bytes.BigEndian;

/**
 * A STUN message that stands in a buffer, with its shape checked and nothing else: every attribute lies inside it, the lengths add
 * up to the datagram's. Who sent it is known only after {@link #hasIntegrity}.
 *
 * <p>Attributes behind MESSAGE-INTEGRITY are not seen, except FINGERPRINT (RFC 8489 14.5). Of an attribute that comes twice the
 * first counts. It is a view: valid until the buffer changes.
 */
public final class StunMessage {
    /** The longest message that is looked at; a datagram of ICE is far below. */
    public static final int LONGEST = 1500;

    /** RFC 8489 14.3: a USERNAME has less than 509 bytes. */
    private static final int LONGEST_USERNAME = 508;

    private static final int ABSENT = -1;

    private final byte[] buffer;
    private final int offset;
    private final int length;
    private final int integrity;
    private final int fingerprint;
    private final int attributesEnd;

    private StunMessage(byte[] buffer, int offset, int length, int integrity, int fingerprint) {
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
        this.integrity = integrity;
        this.fingerprint = fingerprint;
        int firstAfter = fingerprint == ABSENT ? offset + length : fingerprint;
        this.attributesEnd = integrity == ABSENT ? firstAfter : integrity;
    }

    /** Looks at a datagram; empty if it is no sound STUN message of at most {@link #LONGEST} bytes. */
    public static Optional<StunMessage> parse(byte[] buffer, int offset, int length) {
        if (!hasSoundHeader(buffer, offset, length)) {
            return Optional.empty();
        }
        int integrity = ABSENT;
        int fingerprint = ABSENT;
        int end = offset + length;
        int position = offset + StunType.HEADER_LENGTH;
        while (position < end) {
            // RFC 8489 14.7: nothing follows a FINGERPRINT.
            if (fingerprint != ABSENT) {
                return Optional.empty();
            }
            int size = BigEndian.read16(buffer, position + 2);
            int next = next(buffer, position);
            if (next > end) {
                return Optional.empty();
            }
            int type = BigEndian.read16(buffer, position);
            if (type == StunType.MESSAGE_INTEGRITY && integrity == ABSENT) {
                if (size != StunType.INTEGRITY_LENGTH) {
                    return Optional.empty();
                }
                integrity = position;
            } else if (type == StunType.FINGERPRINT) {
                if (size != StunType.FINGERPRINT_LENGTH) {
                    return Optional.empty();
                }
                fingerprint = position;
            }
            position = next;
        }
        return Optional.of(new StunMessage(buffer, offset, length, integrity, fingerprint));
    }

    private static boolean hasSoundHeader(byte[] buffer, int offset, int length) {
        return length >= StunType.HEADER_LENGTH
                && length <= LONGEST
                && length % 4 == 0
                && (buffer[offset] & 0xc0) == 0
                && BigEndian.read16(buffer, offset + 2) == length - StunType.HEADER_LENGTH
                && BigEndian.read32(buffer, offset + 4) == StunType.MAGIC_COOKIE;
    }

    /** Where the attribute after this one starts; the four bytes of its header are there, as all lengths are multiples of four. */
    private static int next(byte[] buffer, int position) {
        int padded = (BigEndian.read16(buffer, position + 2) + 3) & ~3;
        return position + StunType.ATTRIBUTE_HEADER_LENGTH + padded;
    }

    public boolean isBindingRequest() {
        return type() == StunType.BINDING_REQUEST;
    }

    public boolean isBindingSuccess() {
        return type() == StunType.BINDING_SUCCESS;
    }

    public boolean isBindingError() {
        return type() == StunType.BINDING_ERROR;
    }

    private int type() {
        return BigEndian.read16(buffer, offset);
    }

    public TransactionId transactionId() {
        return new TransactionId(BigEndian.read64(buffer, offset + 8), BigEndian.read32(buffer, offset + 16));
    }

    /** Whether MESSAGE-INTEGRITY is there and was made with that password; compared in constant time. */
    public boolean hasIntegrity(StunIntegrity key) {
        return integrity != ABSENT && key.matches(buffer, offset, integrity);
    }

    /** Whether FINGERPRINT, if it is there, is right. */
    public boolean hasSoundFingerprint() {
        return fingerprint == ABSENT
                || BigEndian.read32(buffer, fingerprint + StunType.ATTRIBUTE_HEADER_LENGTH)
                        == StunFingerprint.of(buffer, offset, fingerprint - offset);
    }

    /** USERNAME, in an ICE check {@code receiver's ufrag:sender's ufrag}; empty if it is absent or too long. */
    public Optional<String> username() {
        int position = find(StunType.USERNAME);
        if (position == ABSENT || size(position) > LONGEST_USERNAME) {
            return Optional.empty();
        }
        return Optional.of(new String(buffer, value(position), size(position), StandardCharsets.UTF_8));
    }

    /** The part of USERNAME before the first colon: whom an ICE check is for. */
    public Optional<String> receiverUfrag() {
        return username().filter(name -> name.indexOf(':') >= 0).map(name -> name.substring(0, name.indexOf(':')));
    }

    /** The part of USERNAME behind the first colon: whom an ICE check is from. */
    public Optional<String> senderUfrag() {
        return username().filter(name -> name.indexOf(':') >= 0).map(name -> name.substring(name.indexOf(':') + 1));
    }

    /** PRIORITY, 0 to 2^32 - 1. */
    public OptionalLong priority() {
        int position = find(StunType.PRIORITY);
        return position == ABSENT || size(position) != 4
                ? OptionalLong.empty()
                : OptionalLong.of(BigEndian.readUnsigned32(buffer, value(position)));
    }

    public boolean hasUseCandidate() {
        return find(StunType.USE_CANDIDATE) != ABSENT;
    }

    public boolean hasIceControlled() {
        return find(StunType.ICE_CONTROLLED) != ABSENT;
    }

    public boolean hasIceControlling() {
        return find(StunType.ICE_CONTROLLING) != ABSENT;
    }

    /** The code of an error response, 300 to 699. */
    public OptionalInt errorCode() {
        int position = find(StunType.ERROR_CODE);
        if (position == ABSENT || size(position) < 4) {
            return OptionalInt.empty();
        }
        int hundreds = buffer[value(position) + 2] & 0x07;
        int rest = buffer[value(position) + 3] & 0xff;
        return hundreds < 3 || hundreds > 6 || rest > 99 ? OptionalInt.empty() : OptionalInt.of(100 * hundreds + rest);
    }

    /** XOR-MAPPED-ADDRESS: from where the responder saw the request come. */
    public Optional<InetSocketAddress> mappedAddress() {
        int position = find(StunType.XOR_MAPPED_ADDRESS);
        return position == ABSENT ? Optional.empty() : XorAddress.read(buffer, offset, value(position), size(position));
    }

    /** Attributes that whoever receives the message must understand, and that we do not; each once. */
    public List<Integer> unknownRequiredAttributes() {
        List<Integer> unknown = new ArrayList<>();
        for (int position = offset + StunType.HEADER_LENGTH;
                position < attributesEnd;
                position = next(buffer, position)) {
            Integer type = BigEndian.read16(buffer, position);
            if (StunType.isUnknownAndRequired(type) && !unknown.contains(type)) {
                unknown.add(type);
            }
        }
        return unknown;
    }

    private int find(int type) {
        for (int position = offset + StunType.HEADER_LENGTH;
                position < attributesEnd;
                position = next(buffer, position)) {
            if (BigEndian.read16(buffer, position) == type) {
                return position;
            }
        }
        return ABSENT;
    }

    private int size(int position) {
        return BigEndian.read16(buffer, position + 2);
    }

    private static int value(int position) {
        return position + StunType.ATTRIBUTE_HEADER_LENGTH;
    }

    @Override
    public String toString() {
        return "StunMessage[type=0x%04x, %d bytes]".formatted(type(), length);
    }
}
