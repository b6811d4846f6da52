package org.livechat.media.format;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.livechat.api.media.CodecProvider;

/**
 * The codecs that a negotiation can choose from. Replaced whole when they change; what was negotiated by an older set keeps the
 * codecs that it uses, and not the set; what nobody uses is not kept. Thread-safe.
 */
public final class CodecSet {
    private final List<CodecProvider> providers;
    private final FormatTable formats;
    private final Map<Format, WeakReference<Codec>> codecs = new WeakHashMap<>();

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

    /** What a provider of this set does for these negotiated parameters. */
    public synchronized Codec of(CodecProvider provider, String parameters) {
        Format format = formats.of(provider, parameters);
        WeakReference<Codec> known = codecs.get(format);
        Codec codec = known == null ? null : known.get();
        if (codec == null) {
            codec = new Codec(format, provider, parameters);
            codecs.put(format, new WeakReference<>(codec));
        }
        return codec;
    }
}
