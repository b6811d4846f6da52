package org.livechat.media.format;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the payload types of one client mean, in both directions. Immutable. */
public final class PayloadTypes {
    private static final int COUNT = 128;

    private final @Nullable Codec[] codecs = new Codec[COUNT];
    private final byte[] types = new byte[FormatTable.MOST];

    /** The first payload type of a format is the one it is sent under. */
    public PayloadTypes(Map<Integer, Codec> negotiated) {
        Arrays.fill(types, (byte) -1);
        negotiated.forEach((type, codec) -> {
            codecs[type] = codec;
            int index = codec.format().index();
            if (types[index] < 0) {
                types[index] = type.byteValue();
            }
        });
    }

    /** What the client means by a payload type; null when it was not negotiated. */
    @Nullable
    public Codec codec(int payloadType) {
        return codecs[payloadType];
    }

    /** What the client decodes a format with; null when it was not negotiated. */
    @Nullable
    public Codec codec(Format format) {
        int type = of(format);
        return type < 0 ? null : codecs[type];
    }

    /** The payload type that the client knows a format by, or -1. */
    public int of(Format format) {
        return types[format.index()];
    }
}
