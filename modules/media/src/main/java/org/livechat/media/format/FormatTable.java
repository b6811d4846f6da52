package org.livechat.media.format;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livechat.api.media.CodecProvider;

/**
 * The formats that somebody uses. Clients choose format parameters, and so many of them: each keeps its own formats here, a
 * format goes with the last who uses it, and nobody can take a place from anybody. Thread-safe. Keeps no provider.
 */
public final class FormatTable {
    private record Description(String name, int clockRate, int channels, String key) {}

    private static final class Known extends WeakReference<Format> {
        private final Description description;

        Known(Description description, Format format, ReferenceQueue<Format> unused) {
            super(format, unused);
            this.description = description;
        }
    }

    private final Map<Description, Known> formats = new HashMap<>();
    private final ReferenceQueue<Format> unused = new ReferenceQueue<>();
    private int made;

    /** The format of a codec with these negotiated parameters: one object while anybody uses it. */
    synchronized Format of(CodecProvider provider, String parameters) {
        forgetUnused();
        var description = new Description(
                provider.name().toLowerCase(Locale.ROOT),
                provider.clockRate(),
                provider.channels(),
                provider.formatKey(parameters));
        Format known = known(description);
        if (known == null) {
            known = new Format(made++, provider.name(), description.clockRate());
            formats.put(description, new Known(description, known, unused));
        }
        return known;
    }

    /** How many there are. */
    synchronized int size() {
        forgetUnused();
        return formats.size();
    }

    @Nullable
    private Format known(Description description) {
        Known known = formats.get(description);
        return known == null ? null : known.get();
    }

    private void forgetUnused() {
        for (Reference<? extends Format> gone = unused.poll(); gone != null; gone = unused.poll()) {
            if (gone instanceof Known known) {
                // not the one that has come in its place
                formats.remove(known.description, known);
            }
        }
    }
}
