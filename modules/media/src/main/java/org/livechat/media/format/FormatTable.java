package org.livechat.media.format;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.livechat.api.media.CodecProvider;

/**
 * The formats met so far, each with a small index. Thread-safe; bounded, since clients choose format parameters, and for
 * each codec alone, so that whoever makes up formats of one cannot take away another. Keeps no provider.
 */
public final class FormatTable {
    /** Sizes the tables of payload types. */
    static final int MOST = 256;

    /** Twice what browsers offer of H264, the codec with most. */
    static final int MOST_OF_ONE_CODEC = 16;

    private record Description(String name, int clockRate, int channels, String key) {}

    private final Map<Description, Format> formats = new HashMap<>();

    /**
     * The format of a codec with these negotiated parameters.
     *
     * @return empty when there are too many formats of this codec already
     */
    synchronized Optional<Format> of(CodecProvider provider, String parameters) {
        var description = new Description(
                provider.name().toLowerCase(Locale.ROOT),
                provider.clockRate(),
                provider.channels(),
                provider.formatKey(parameters));
        Format known = formats.get(description);
        if (known == null && formats.size() < MOST && formatsOf(description.name()) < MOST_OF_ONE_CODEC) {
            known = new Format(formats.size(), description.clockRate());
            formats.put(description, known);
        }
        return Optional.ofNullable(known);
    }

    private long formatsOf(String name) {
        return formats.keySet().stream()
                .filter(description -> description.name().equals(name))
                .count();
    }
}
