package org.livechat.rtc.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads which sizes of one picture a client sends at once, by {@code a=simulcast} (RFC 8853 5.1) and {@code a=rid} (RFC 8851 4). */
final class Simulcast {
    private static final int MOST = 4;
    private static final String SEND = "send";

    /** RFC 8852 3.1 allows hyphens and underscores neither, and a header extension of one byte carries 16 of them. */
    private static final Pattern STREAM_ID = Pattern.compile("[A-Za-z0-9]{1,16}");

    private Simulcast() {}

    /**
     * The stream ids that the client sends under, in its order; of those that may take each other's place, the first. Empty if
     * there are fewer than two, or more than we take.
     */
    static List<String> streamIds(Attributes attributes) {
        var described = attributes
                .named("rid")
                .map(attribute -> attribute.value().split(" ", 3))
                .filter(words -> words.length >= 2 && words[1].equals(SEND))
                .map(words -> words[0])
                .collect(Collectors.toSet());
        var ids = attributes
                .first("simulcast")
                .map(value -> sent(value, described))
                .orElse(List.of());
        return ids.size() < 2 || ids.size() > MOST ? List.of() : ids;
    }

    private static List<String> sent(String value, Set<String> described) {
        var words = List.of(value.strip().split(" +", -1));
        var at = words.indexOf(SEND);
        if (at < 0 || at + 1 >= words.size()) {
            return List.of();
        }
        var ids = new ArrayList<String>();
        for (var alternatives : words.get(at + 1).split(";", -1)) {
            var first = alternatives.split(",", 2)[0];
            // a tilde says that it begins paused
            var id = first.startsWith("~") ? first.substring(1) : first;
            if (STREAM_ID.matcher(id).matches() && described.contains(id) && !ids.contains(id)) {
                ids.add(id);
            }
        }
        return ids;
    }
}
