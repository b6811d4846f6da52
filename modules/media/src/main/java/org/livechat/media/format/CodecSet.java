package org.livechat.media.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.livechat.api.media.CodecProvider;

/**
 * The codecs that a negotiation can choose from. Replaced whole when they change; what was negotiated by an older set keeps the
 * codecs that it uses, and not the set. Thread-safe.
 */
public final class CodecSet {
    private final List<CodecProvider> providers;
    private final FormatTable formats;
    private final Map<Format, Codec> codecs = new HashMap<>();

    /**
     * @param providers the preferred one of a kind first
     * @param formats where formats are known from one set to the next
     */
    public CodecSet(List<CodecProvider> providers, FormatTable formats) {
        this.providers = List.copyOf(providers);
        this.formats = formats;
    }

    public List<CodecProvider> providers() {
        return providers;
    }

    /**
     * What a provider of this set does for these negotiated parameters.
     *
     * @return empty when there are too many formats of this codec already
     */
    public synchronized Optional<Codec> of(CodecProvider provider, String parameters) {
        return formats.of(provider, parameters)
                .map(format -> codecs.computeIfAbsent(format, key -> new Codec(key, provider, parameters)));
    }
}
