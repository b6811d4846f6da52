package org.livechat.media;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.livechat.api.media.CodecProvider;

/** The formats met so far, each with a small index. Thread-safe; bounded, since clients choose format parameters. */
final class CodecTable {
    /** Far more than the formats that the registered codecs can be told apart by. */
    static final int MOST = 256;

    private record Format(String name, int clockRate, int channels, String key) {}

    private final Map<Format, Codec> codecs = new HashMap<>();

    /**
     * The format of a codec with these negotiated parameters.
     *
     * @return empty when the table is full
     */
    synchronized Optional<Codec> of(CodecProvider provider, String parameters) {
        var format = new Format(
                provider.name().toLowerCase(Locale.ROOT),
                provider.clockRate(),
                provider.channels(),
                provider.formatKey(parameters));
        Codec known = codecs.get(format);
        if (known == null && codecs.size() < MOST) {
            known = new Codec(codecs.size(), provider, parameters);
            codecs.put(format, known);
        }
        return Optional.ofNullable(known);
    }
}
