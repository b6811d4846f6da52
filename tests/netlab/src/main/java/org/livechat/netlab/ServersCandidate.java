package org.livechat.netlab;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The first address of UDP and IPv4 that an answer says.
 *
 * @param sdp the answer
 * @param line of it that says the address
 */
record ServersCandidate(String sdp, String line, String host, int port) {
    private static final Pattern UDP =
            Pattern.compile("^a=candidate:\\S+ \\d+ (?i:udp) \\d+ ([0-9.]+) (\\d+) .*$", Pattern.MULTILINE);

    static ServersCandidate of(String sdp) {
        Matcher matcher = UDP.matcher(sdp);
        if (!matcher.find()) {
            throw new IllegalStateException("the answer has no candidate of UDP and IPv4:\n" + sdp);
        }
        return new ServersCandidate(sdp, matcher.group(), matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    /** The answer with another address in its place, and no candidate besides, which would go round that. */
    String replacedBy(String otherHost, int otherPort) {
        String replaced = line.replace(" %s %d ".formatted(host, port), " %s %d ".formatted(otherHost, otherPort));
        return sdp.lines()
                .filter(one -> !one.startsWith("a=candidate:") || one.equals(line))
                .map(one -> one.equals(line) ? replaced : one)
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }
}
