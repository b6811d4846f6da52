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

    /** Those that say something of the packets that a client sends, and nothing to it: it may offer them so (RFC 8285 5). */
    private static final Set<String> ONLY_RECEIVED = Set.of(
            HeaderExtensionUri.STREAM_ID,
            HeaderExtensionUri.REPAIRED_STREAM_ID,
            HeaderExtensionUri.DEPENDENCY_DESCRIPTOR);

    private static final String SENT_BY_CLIENT = "/sendonly";

    /** The ids of those offered that we support, for both directions or for the one that they are for. */
    static Map<String, Integer> offered(Attributes attributes, Set<String> supported) {
        var ids = new HashMap<String, Integer>();
        var taken = new HashSet<Integer>();
        attributes.named("extmap").forEach(attribute -> {
            var words = attribute.value().split(" ", 3);
            var id = words.length < 2 ? 0 : id(number(words[0], words[1]));
            if (id != 0 && supported.contains(words[1]) && !ids.containsKey(words[1]) && taken.add(id)) {
                ids.put(words[1], id);
            }
        });
        return ids;
    }

    /** What follows an id in the answer: the direction from our view, if the offer says one. */
    static String answeredDirection(Attributes attributes, int id) {
        return attributes
                        .named("extmap")
                        .anyMatch(attribute -> attribute.value().startsWith(id + SENT_BY_CLIENT + " "))
                ? "/recvonly"
                : "";
    }

    private static String number(String word, String uri) {
        return ONLY_RECEIVED.contains(uri) && word.endsWith(SENT_BY_CLIENT)
                ? word.substring(0, word.length() - SENT_BY_CLIENT.length())
                : word;
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
