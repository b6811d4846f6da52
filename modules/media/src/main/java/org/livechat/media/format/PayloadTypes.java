package org.livechat.media.format;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the payload types of one client mean, in both directions. Immutable. */
public final class PayloadTypes {
    private static final int COUNT = 128;

    private final @Nullable Codec[] codecs = new Codec[COUNT];
    private final byte[] types = new byte[CodecTable.MOST];

    /** The first payload type of a codec is the one it is sent under. */
    public PayloadTypes(Map<Integer, Codec> negotiated) {
        Arrays.fill(types, (byte) -1);
        negotiated.forEach((type, codec) -> {
            codecs[type] = codec;
            if (types[codec.index()] < 0) {
                types[codec.index()] = type.byteValue();
            }
        });
    }

    /** What the client means by a payload type; null when it was not negotiated. */
    @Nullable
    public Codec codec(int payloadType) {
        return codecs[payloadType];
    }

    /** The payload type that the client knows a codec by, or -1. */
    public int of(Codec codec) {
        return types[codec.index()];
    }
}
