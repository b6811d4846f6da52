package org.livechat.media.format;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the payload types of one client mean, in both directions. Immutable. */
public final class PayloadTypes {
    private static final int COUNT = 128;

    private final @Nullable PayloadType[] types = new PayloadType[COUNT];
    private final byte[] numbers = new byte[FormatTable.MOST];
    private final byte[] originals = new byte[COUNT];
    private final byte[] redundancies = new byte[FormatTable.MOST];
    private final byte[] primaries = new byte[COUNT];

    /**
     * @param negotiated the first one of a number is what it means, and the first one of a format is what that is sent under
     */
    public PayloadTypes(List<PayloadType> negotiated) {
        Arrays.fill(numbers, (byte) PayloadType.NONE);
        Arrays.fill(originals, (byte) PayloadType.NONE);
        Arrays.fill(redundancies, (byte) PayloadType.NONE);
        Arrays.fill(primaries, (byte) PayloadType.NONE);
        for (PayloadType type : negotiated) {
            if (types[type.number()] != null) {
                continue;
            }
            types[type.number()] = type;
            int index = type.codec().format().index();
            if (numbers[index] < 0) {
                numbers[index] = (byte) type.number();
            }
            if (type.retransmission() != PayloadType.NONE) {
                originals[type.retransmission()] = (byte) type.number();
            }
            if (type.redundancy() != PayloadType.NONE) {
                primaries[type.redundancy()] = (byte) type.number();
                redundancies[index] = redundancies[index] < 0 ? (byte) type.redundancy() : redundancies[index];
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
        return numbers[format.index()];
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
        return redundancies[format.index()];
    }

    /** Whether packets of a format that are lost are asked for. */
    public boolean asksForLost(Format format) {
        PayloadType type = type(format);
        return type != null && type.asksForLost();
    }

    private @Nullable PayloadType type(Format format) {
        int number = of(format);
        return number < 0 ? null : types[number];
    }
}
