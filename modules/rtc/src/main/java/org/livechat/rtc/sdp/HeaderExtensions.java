package org.livechat.rtc.sdp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads {@code a=extmap} lines (RFC 8285 section 5). */
final class HeaderExtensions {
    /** The ids of one-byte headers; 15 ends a header, and higher ones need two-byte headers. */
    private static final int MAX_ID = 14;

    private HeaderExtensions() {}

    /** The ids of those offered for both directions that we support. */
    static Map<String, Integer> offered(Attributes attributes, Set<String> supported) {
        var ids = new HashMap<String, Integer>();
        var taken = new HashSet<Integer>();
        attributes.named("extmap").forEach(attribute -> {
            var words = attribute.value().split(" ", 3);
            var id = words.length < 2 ? 0 : id(words[0]);
            if (id != 0 && supported.contains(words[1]) && !ids.containsKey(words[1]) && taken.add(id)) {
                ids.put(words[1], id);
            }
        });
        return ids;
    }

    /** 0 if it is none that we take; a direction after the id is one of those. */
    private static int id(String word) {
        if (word.isEmpty() || word.length() > 2 || !word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        var id = Integer.parseInt(word);
        return id <= MAX_ID ? id : 0;
    }
}
