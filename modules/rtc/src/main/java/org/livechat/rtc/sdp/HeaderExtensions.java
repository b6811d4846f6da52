package org.livechat.rtc.sdp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Answers {@code a=extmap} lines (RFC 8285 5 to 7): of the session, and of one section, which come first. */
final class HeaderExtensions {
    /** Header extensions of both forms may be sent (RFC 8285 6). */
    static final String MIXED_HEADERS = "extmap-allow-mixed";

    /** The highest id of one-byte headers (RFC 8285 4.2): 15 ends one. */
    private static final int MOST_OF_ONE_BYTE = 14;

    /** The highest id of two-byte headers (RFC 8285 4.3). */
    private static final int MOST_OF_TWO_BYTES = 255;

    /** Those that say something of the packets that a client sends, and nothing to it. */
    private static final Set<String> ONLY_RECEIVED = Set.of(
            HeaderExtensionUri.STREAM_ID,
            HeaderExtensionUri.REPAIRED_STREAM_ID,
            HeaderExtensionUri.DEPENDENCY_DESCRIPTOR);

    private final Attributes session;
    private final Attributes section;
    private final Direction own;
    private final int mostId;

    /** @param own the section's direction in the answer, which restricts that of each extension */
    HeaderExtensions(Attributes session, Attributes section, Direction own) {
        this.session = session;
        this.section = section;
        this.own = own;
        this.mostId = session.has(MIXED_HEADERS) || section.has(MIXED_HEADERS) ? MOST_OF_TWO_BYTES : MOST_OF_ONE_BYTE;
    }

    /** Those offered that we support, by URI, each in a direction in which it can go. */
    Map<String, HeaderExtension> answered(Set<String> supported) {
        var found = new HashMap<String, HeaderExtension>();
        var taken = new HashSet<Integer>();
        Stream.concat(section.named("extmap"), session.named("extmap")).forEach(attribute -> {
            var words = attribute.value().split(" ", 3);
            if (words.length >= 2 && supported.contains(words[1]) && !found.containsKey(words[1])) {
                read(words[0], words[1])
                        .filter(extension -> taken.add(extension.id()))
                        .ifPresent(extension -> found.put(words[1], extension));
            }
        });
        return found;
    }

    private Optional<HeaderExtension> read(String word, String uri) {
        var parts = word.split("/", 2);
        var id = id(parts[0]);
        if (id == 0) {
            return Optional.empty();
        }
        return parts.length == 1
                ? Optional.of(new HeaderExtension(id, own, false))
                : Direction.named(parts[1])
                        .map(offered -> answerTo(offered, uri))
                        .filter(direction -> direction != Direction.INACTIVE)
                        .map(direction -> new HeaderExtension(id, direction, true));
    }

    private Direction answerTo(Direction offered, String uri) {
        return Direction.of(
                offered.receives() && own.sends() && !ONLY_RECEIVED.contains(uri), offered.sends() && own.receives());
    }

    /** 0 if it is none that we take. */
    private int id(String word) {
        if (word.isEmpty() || word.length() > 3 || !word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        var id = Integer.parseInt(word);
        return id <= mostId ? id : 0;
    }
}
