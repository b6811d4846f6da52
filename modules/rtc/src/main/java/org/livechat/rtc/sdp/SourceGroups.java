package org.livechat.rtc.sdp;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code a=ssrc} and {@code a=ssrc-group} lines (RFC 5576 4.1, 4.2). */
final class SourceGroups {
    private static final int MOST = 16;
    private static final int MOST_SOURCES = 2 * MOST;

    private SourceGroups() {}

    /** By the SSRC of a stream of retransmissions (RFC 4588 8.1), the SSRC of what it sends again; so many and no more. */
    static Map<Integer, Integer> retransmissions(Attributes attributes) {
        var sources = new HashMap<Integer, Integer>();
        attributes.named("ssrc-group").limit(MOST).forEach(attribute -> {
            var words = attribute.value().split(" +", -1);
            if (words.length == 3 && words[0].equals("FID")) {
                var original = ssrc(words[1]);
                var again = ssrc(words[2]);
                if (original.isPresent() && again.isPresent()) {
                    sources.putIfAbsent(again.getAsInt(), original.getAsInt());
                }
            }
        });
        return sources;
    }

    /** The SSRCs that a client says it sends a section under, alone or in a group; so many and no more. */
    static Set<Integer> sources(Attributes attributes) {
        var single = attributes.named("ssrc").map(attribute -> attribute.value().split(" ", 2)[0]);
        var grouped = attributes
                .named("ssrc-group")
                .flatMap(attribute ->
                        Arrays.stream(attribute.value().split(" +", -1)).skip(1));
        return Stream.concat(single, grouped)
                .flatMap(word -> ssrc(word).stream().boxed())
                .distinct()
                .limit(MOST_SOURCES)
                .collect(Collectors.toSet());
    }

    private static OptionalInt ssrc(String word) {
        try {
            return OptionalInt.of(Integer.parseUnsignedInt(word));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
