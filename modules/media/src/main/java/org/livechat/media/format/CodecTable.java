package org.livechat.media.format;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.livechat.api.media.CodecProvider;

/**
 * The formats met so far, each with a small index. Thread-safe; bounded, since clients choose format parameters, and for
 * each codec alone, so that whoever makes up formats of one cannot take away another.
 */
public final class CodecTable {
    /** Sizes the tables of payload types. */
    static final int MOST = 256;

    /** Twice what browsers offer of H264, the codec with most. */
    static final int MOST_OF_ONE_CODEC = 16;

    private record Format(String name, int clockRate, int channels, String key) {}

    private final Map<Format, Codec> codecs = new HashMap<>();

    /**
     * The format of a codec with these negotiated parameters.
     *
     * @return empty when there are too many formats of this codec already
     */
    public synchronized Optional<Codec> of(CodecProvider provider, String parameters) {
        var format = new Format(
                provider.name().toLowerCase(Locale.ROOT),
                provider.clockRate(),
                provider.channels(),
                provider.formatKey(parameters));
        Codec known = codecs.get(format);
        if (known == null && codecs.size() < MOST && formatsOf(format.name()) < MOST_OF_ONE_CODEC) {
            known = new Codec(codecs.size(), provider, parameters);
            codecs.put(format, known);
        }
        return Optional.ofNullable(known);
    }

    private long formatsOf(String name) {
        return codecs.keySet().stream()
                .filter(format -> format.name().equals(name))
                .count();
    }
}
