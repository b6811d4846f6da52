package org.livechat.plugin.whip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The server's answer, as far as the gateway reads it.
 *
 * @param text the whole description
 */
record Answer(String text) {
    private static final Pattern REJECTED = Pattern.compile("m=(audio|video) 0 .*");

    /** The audio or video that the server has rejected: its place among the m= lines, from 1 on, and its kind. */
    Optional<String> rejected() {
        List<String> media = text.lines().filter(line -> line.startsWith("m=")).toList();
        for (int index = 0; index < media.size(); index++) {
            var match = REJECTED.matcher(media.get(index));
            if (match.matches()) {
                return Optional.of("m= line " + (index + 1) + " (" + match.group(1) + ")");
            }
        }
        return Optional.empty();
    }

    /** The server's side of ICE, as an answer to a restart (RFC 8840 4.4). */
    String fragment() {
        List<String> session = new ArrayList<>(List.of("a=ice-lite"));
        List<String> media = new ArrayList<>();
        boolean found = false;
        for (String line : text.lines().toList()) {
            if (line.startsWith("m=")) {
                if (found) {
                    break;
                }
                found = !REJECTED.matcher(line).matches();
                media.add(line);
            } else if (found && (line.startsWith("a=ice-ufrag:") || line.startsWith("a=ice-pwd:"))) {
                session.add(line);
            } else if (found && isOfPath(line)) {
                media.add(line);
            }
        }
        session.addAll(media.subList(Math.max(0, media.indexOf(firstAccepted(media))), media.size()));
        return String.join("\r\n", session) + "\r\n";
    }

    private static boolean isOfPath(String line) {
        return line.startsWith("a=mid:") || line.startsWith("a=candidate:") || line.equals("a=end-of-candidates");
    }

    private static String firstAccepted(List<String> media) {
        return media.stream()
                .filter(line -> line.startsWith("m=") && !REJECTED.matcher(line).matches())
                .findFirst()
                .orElse("");
    }
}
