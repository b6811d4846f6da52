package org.livechat.media.format;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the payload types of one client mean, in both directions. Immutable. */
public final class PayloadTypes {
    private static final int COUNT = 128;

    private final @Nullable PayloadType[] types = new PayloadType[COUNT];
    private final FormatNumbers numbers;
    private final byte[] originals = new byte[COUNT];
    private final FormatNumbers redundancies;
    private final byte[] primaries = new byte[COUNT];

    /**
     * @param negotiated the first one of a number is what it means, and the first one of a format is what that is sent under
     */
    public PayloadTypes(List<PayloadType> negotiated) {
        numbers = new FormatNumbers(Math.min(negotiated.size(), COUNT));
        redundancies = new FormatNumbers(Math.min(negotiated.size(), COUNT));
        Arrays.fill(originals, (byte) PayloadType.NONE);
        Arrays.fill(primaries, (byte) PayloadType.NONE);
        for (PayloadType type : negotiated) {
            if (types[type.number()] != null) {
                continue;
            }
            types[type.number()] = type;
            numbers.putFirst(type.codec().format(), type.number());
            if (type.retransmission() != PayloadType.NONE) {
                originals[type.retransmission()] = (byte) type.number();
            }
            if (type.redundancy() != PayloadType.NONE) {
                primaries[type.redundancy()] = (byte) type.number();
                redundancies.putFirst(type.codec().format(), type.redundancy());
            }
        }
    }

    /** What the client means by a payload type; null when it was not negotiated. */
    @Nullable
    public Codec codec(int payloadType) {
        PayloadType type = types[payloadType];
        return type == null ? null : type.codec();
    }

    /** What the client decodes a format with; null when it was not negotiated. */
    @Nullable
    public Codec codec(Format format) {
        PayloadType type = type(format);
        return type == null ? null : type.codec();
    }

    /** The payload type that the client knows a format by, or -1. */
    public int of(Format format) {
        return numbers.of(format);
    }

    /** The payload type of what is sent again under this one (RFC 4588), or -1 if this one is no retransmission's. */
    public int original(int payloadType) {
        return originals[payloadType];
    }

    /** The payload type under which packets of a format are sent again, or -1. */
    public int retransmission(Format format) {
        PayloadType type = type(format);
        return type == null ? PayloadType.NONE : type.retransmission();
    }

    /** The payload type of what is carried more than once under this one (RFC 2198), or -1 if this one is not for that. */
    public int primary(int payloadType) {
        return primaries[payloadType];
    }

    /** The payload type under which payloads of a format are carried more than once, or -1. */
    public int redundancy(Format format) {
        return redundancies.of(format);
    }

    /** Whether a number was negotiated, for a codec or for what is sent again or more than once of it. */
    public boolean has(int payloadType) {
        return types[payloadType] != null || originals[payloadType] >= 0 || primaries[payloadType] >= 0;
    }

    /** What the sender of a payload type is told of it. */
    public Feedback feedback(int payloadType) {
        PayloadType type = types[payloadType];
        return type == null ? Feedback.NONE : type.feedback();
    }

    /** Whether packets of any of them that are lost are asked for. */
    public boolean askForLost() {
        for (PayloadType type : types) {
            if (type != null && type.feedback().lostPackets()) {
                return true;
            }
        }
        return false;
    }

    private @Nullable PayloadType type(Format format) {
        int number = of(format);
        return number < 0 ? null : types[number];
    }
}
