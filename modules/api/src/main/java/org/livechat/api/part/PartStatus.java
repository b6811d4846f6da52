package org.livechat.api.part;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A part as operators see it.
 *
 * @param name its provider's
 * @param kind what kind of part it is, in words, such as {@code gateway}
 * @param provider the class that makes it
 * @param origin where that came from: a plug-in, or a jar of the server
 * @param state what became of it
 * @param reason why it failed, is unused, or does less than it should; else empty
 * @param settings the values in effect by their whole paths, secret ones hidden, in the order of declaration
 * @since 1
 */
public record PartStatus(
        String name,
        String kind,
        String provider,
        String origin,
        State state,
        Optional<String> reason,
        Map<String, String> settings) {
    /** What can become of a part. */
    public enum State {
        /** It is at work. */
        RUNNING,
        /** Another of its kind was chosen, or the configuration does not name it. */
        UNUSED,
        /** It could not be made or started, and the server goes on without it. */
        FAILED
    }

    public PartStatus {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}
