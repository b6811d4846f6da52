package org.livechat.media.outbound;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.PayloadNumbering;
import org.livechat.media.format.Codec;
import org.livechat.media.format.Format;
import org.livechat.media.format.PayloadTypes;

/**
 * The numbers within the payloads of one outgoing stream, of each format that it has carried: a source may change its codec, and
 * a packet of the codec before may still come. Made by the codecs that the listener negotiated. Not thread-safe.
 */
final class Numberings {
    private record Numbered(CodecProvider provider, PayloadNumbering numbers) {}

    private final Map<Format, Numbered> byFormat = new HashMap<>();

    /** The next packet, of whatever codec, is the first of another source. */
    void begin() {
        byFormat.values().forEach(numbered -> numbered.numbers().begin());
    }

    /** The numbers of a codec; null if its payloads have none. Allocates only for a format that comes for the first time. */
    @Nullable
    PayloadNumbering of(Codec codec) {
        Numbered known = byFormat.get(codec.format());
        if (known != null) {
            return known.numbers();
        }
        PayloadNumbering made = codec.provider().numbering().orElse(null);
        if (made != null) {
            byFormat.put(codec.format(), new Numbered(codec.provider(), made));
        }
        return made;
    }

    /** Forgets the numbers of codecs that the listener no longer has; returns whether there were any. */
    // Another object is another provider, whatever it thinks itself equal to.
    @SuppressWarnings("ReferenceEquality")
    boolean keepThoseOf(PayloadTypes types) {
        return byFormat.entrySet().removeIf(entry -> {
            Codec present = types.codec(entry.getKey());
            return present == null || present.provider() != entry.getValue().provider();
        });
    }
}
