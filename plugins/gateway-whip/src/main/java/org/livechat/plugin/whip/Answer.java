package org.livechat.plugin.whip;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The server's answer, as far as the gateway reads it.
 *
 * @param text the whole description
 */
record Answer(String text) {
    private static final Pattern REJECTED_MEDIA = Pattern.compile("m=(audio|video) 0 .*");
    private static final Pattern ACCEPTED = Pattern.compile("m=\\S+ [1-9].*");
    private static final Pattern CREDENTIALS = Pattern.compile("a=ice-(ufrag|pwd):.*");
    private static final Pattern PATH = Pattern.compile("m=.*|a=(mid|candidate):.*|a=end-of-candidates");
    private static final String CANDIDATE = "a=candidate:";

    /** The audio or video that the server has rejected: its place among the m= lines, from 1 on, and its kind. */
    Optional<String> rejected() {
        List<String> media = text.lines().filter(line -> line.startsWith("m=")).toList();
        return media.stream()
                .map(REJECTED_MEDIA::matcher)
                .filter(match -> match.matches())
                .map(match -> "m= line %d (%s)".formatted(media.indexOf(match.group()) + 1, match.group(1)))
                .findFirst();
    }

    /**
     * The server's side of ICE, as an answer to a restart (RFC 8840 4.4): that of the section that owns the transport. It has the
     * preferred candidate alone, the first of UDP: whip-whep 1.2.0, which is the library of the RFC's author, makes a
     * description out of the fragment, and of two candidates one that no browser reads.
     */
    String fragment() {
        List<String> lines = text.lines()
                .dropWhile(line -> !ACCEPTED.matcher(line).matches())
                .toList();
        List<String> owner = Stream.concat(
                        lines.stream().limit(1), lines.stream().skip(1).takeWhile(line -> !line.startsWith("m=")))
                .toList();
        Optional<String> preferred =
                owner.stream().filter(line -> line.startsWith(CANDIDATE)).findFirst();
        return Stream.of(
                        Stream.of("a=ice-lite"),
                        owner.stream().filter(CREDENTIALS.asMatchPredicate()),
                        owner.stream()
                                .filter(PATH.asMatchPredicate())
                                .filter(line -> !line.startsWith(CANDIDATE)
                                        || preferred.filter(line::equals).isPresent()))
                .flatMap(part -> part)
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }
}
