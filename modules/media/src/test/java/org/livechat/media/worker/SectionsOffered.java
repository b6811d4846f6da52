package org.livechat.media.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An offer of any sections, each with its own payload types and header extensions, over one transport. */
final class SectionsOffered {
    private record Section(String kind, String mid, String direction, String formats, List<String> lines) {}

    private final String fingerprint;
    private final List<Section> sections = new ArrayList<>();

    SectionsOffered(String fingerprint) {
        this.fingerprint = fingerprint;
    }

    /**
     * Adds a section.
     *
     * @param formats its payload types, with spaces between
     * @param lines attributes of its own, without the {@code a=}
     */
    SectionsOffered section(String kind, String mid, String direction, String formats, String... lines) {
        sections.add(new Section(kind, mid, direction, formats, List.of(lines)));
        return this;
    }

    String text() {
        return Stream.concat(
                        Stream.of(
                                "v=0",
                                "o=- 1 1 IN IP4 127.0.0.1",
                                "s=-",
                                "t=0 0",
                                "a=group:BUNDLE "
                                        + sections.stream().map(Section::mid).collect(Collectors.joining(" "))),
                        sections.stream().flatMap(this::lines))
                .map(line -> line + "\r\n")
                .collect(Collectors.joining());
    }

    private Stream<String> lines(Section section) {
        return Stream.concat(
                Stream.of(
                        "m=" + section.kind() + " 9 UDP/TLS/RTP/SAVPF " + section.formats(),
                        "c=IN IP4 0.0.0.0",
                        "a=mid:" + section.mid(),
                        "a=" + section.direction(),
                        "a=ice-ufrag:abcdefgh",
                        "a=ice-pwd:abcdefghijklmnopqrstuvwx",
                        "a=fingerprint:" + fingerprint,
                        "a=setup:actpass",
                        "a=rtcp-mux"),
                section.lines().stream().map(line -> "a=" + line));
    }
}
