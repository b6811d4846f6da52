package org.livechat.plugin.whip;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;

/**
 * What a client offers, made one-way: a publisher does not listen, and a player does not talk, whatever directions they
 * offer. Only what is the gateway's business is read here; the server judges the rest.
 *
 * @param lines of the description
 */
record Offer(List<String> lines) {
    /** Characters of a client's line that it is shown again. */
    private static final int LONGEST_SHOWN = 40;

    private static final Set<String> DIRECTIONS = Set.of("a=sendrecv", "a=sendonly", "a=recvonly", "a=inactive");
    private static final String BOTH = "a=sendrecv";
    private static final String UFRAG = "a=ice-ufrag:";
    private static final String PASSWORD = "a=ice-pwd:";
    private static final String SSRC = "a=ssrc:";

    Offer {
        lines = List.copyOf(lines);
    }

    /**
     * Reads an offer.
     *
     * @throws Refused when it is no description, or has no media that goes the client's way
     */
    static Offer of(String text, Purpose purpose) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty() || !lines.getFirst().equals("v=0")) {
            String first = lines.isEmpty() ? "nothing" : "'" + cut(lines.getFirst()) + "'";
            throw new Refused(
                    HttpStatus.BAD_REQUEST_400,
                    "the body is no SDP offer: its first line is %s, but has to be v=0".formatted(first));
        }
        return new Offer(oneWay(lines, "a=" + purpose.direction()));
    }

    private static String cut(String line) {
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "...";
    }

    private static List<String> oneWay(List<String> lines, String wanted) {
        List<String> result = new ArrayList<>();
        String inherited = BOTH;
        boolean any = false;
        for (List<String> section : sections(lines)) {
            String own =
                    section.stream().filter(DIRECTIONS::contains).findFirst().orElse(inherited);
            if (!isMedia(section)) {
                inherited = section.getFirst().startsWith("m=") ? inherited : own;
                result.addAll(section);
                continue;
            }
            boolean kept = own.equals(BOTH) || own.equals(wanted);
            any |= kept;
            section.stream().filter(line -> !DIRECTIONS.contains(line)).forEach(result::add);
            result.add(kept ? wanted : "a=inactive");
        }
        if (!any) {
            throw new Refused(
                    HttpStatus.UNPROCESSABLE_ENTITY_422,
                    "no audio or video of the offer can be used here: it has to be " + wanted + " (or " + BOTH + ")");
        }
        return result;
    }

    /** What stands before the first m= line, then each m= line with what belongs to it. */
    private static List<List<String>> sections(List<String> lines) {
        List<List<String>> sections = new ArrayList<>();
        for (String line : lines) {
            if (sections.isEmpty() || line.startsWith("m=")) {
                sections.add(new ArrayList<>());
            }
            sections.getLast().add(line);
        }
        return sections;
    }

    private static boolean isMedia(List<String> section) {
        return Stream.of("m=audio ", "m=video ").anyMatch(section.getFirst()::startsWith);
    }

    /** As the server is given it. */
    String text() {
        return String.join("\r\n", lines) + "\r\n";
    }

    /** The client's ICE user name fragment; empty where it has none, and then the server refuses the offer. */
    String ufrag() {
        return lines.stream()
                .filter(line -> line.startsWith(UFRAG))
                .map(line -> line.substring(UFRAG.length()))
                .findFirst()
                .orElse("");
    }

    /** The same offer after an ICE restart. */
    Offer restarted(String ufrag, String password) {
        return new Offer(lines.stream()
                .map(line -> line.startsWith(UFRAG) ? UFRAG + ufrag : line)
                .map(line -> line.startsWith(PASSWORD) ? PASSWORD + password : line)
                .toList());
    }

    /** The first synchronization source that it names, which others are shown; 0 where it names none. */
    long ssrc() {
        return lines.stream()
                .filter(line -> line.startsWith(SSRC))
                .map(line -> line.substring(SSRC.length()).split(" ", 2)[0])
                .filter(number -> number.matches("\\d{1,10}"))
                .mapToLong(Long::parseLong)
                .filter(number -> number <= 0xFFFF_FFFFL)
                .findFirst()
                .orElse(0);
    }
}
