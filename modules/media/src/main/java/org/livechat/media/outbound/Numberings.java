package org.livechat.media.outbound;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livechat.api.media.PayloadNumbering;
import org.livechat.media.format.Codec;

/**
 * The numbers within the payloads of one outgoing stream, of each codec that it has carried: a source may change its codec, and
 * a packet of the codec before may still come. Not thread-safe.
 */
final class Numberings {
    private final Map<Codec, PayloadNumbering> byCodec = new HashMap<>();

    /** The next packet, of whatever codec, is the first of another source. */
    void begin() {
        byCodec.values().forEach(PayloadNumbering::begin);
    }

    /** The numbers of a codec; null if its payloads have none. Allocates only for a codec that comes for the first time. */
    @Nullable
    PayloadNumbering of(Codec codec) {
        PayloadNumbering known = byCodec.get(codec);
        if (known == null) {
            known = codec.provider().numbering().orElse(null);
            if (known != null) {
                byCodec.put(codec, known);
            }
        }
        return known;
    }
}
