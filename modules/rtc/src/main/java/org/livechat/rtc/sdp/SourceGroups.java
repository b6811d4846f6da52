package org.livechat.rtc.sdp;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Reads {@code a=ssrc-group} lines (RFC 5576 4.2). */
final class SourceGroups {
    private static final int MOST = 16;

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

    private static OptionalInt ssrc(String word) {
        try {
            return OptionalInt.of(Integer.parseUnsignedInt(word));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
