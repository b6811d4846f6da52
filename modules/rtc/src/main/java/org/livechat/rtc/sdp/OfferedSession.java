package org.livechat.rtc.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.livechat.rtc.dtls.Fingerprint;
import org.livechat.rtc.stun.IceCredentials;

/**
 * An offer with its session-level defaults and its BUNDLE group resolved (RFC 9143).
 *
 * @param description the offer
 * @param bundle the mids of the first BUNDLE group; empty if there is none
 */
record OfferedSession(SessionDescription description, Set<String> bundle) {
    /** What the client's side of the one transport is. */
    record TransportTerms(IceCredentials credentials, List<Fingerprint> fingerprints) {}

    static OfferedSession of(SessionDescription description) {
        if (description.media().isEmpty()) {
            throw new SdpException("the offer has no m= line: add a transceiver first");
        }
        var group = description
                .attributes()
                .named("group")
                .map(attribute -> List.of(attribute.value().split(" +")))
                .filter(words -> words.getFirst().equals("BUNDLE"))
                .findFirst()
                .orElse(List.of());
        return new OfferedSession(description, Set.copyOf(group.subList(Math.min(1, group.size()), group.size())));
    }

    List<MediaSection> media() {
        return description.media();
    }

    /** A section's mid, or a name of ours for one that has none (RFC 8829 5.10), which the answer does not say. */
    String nameOf(int index) {
        return media().get(index).mid().orElseGet(() -> {
            var name = "section-" + index;
            while (isTaken(name)) {
                name += "-";
            }
            return name;
        });
    }

    private boolean isTaken(String name) {
        return bundle.contains(name)
                || media().stream().anyMatch(section -> section.mid().equals(Optional.of(name)));
    }

    Direction directionOf(int index) {
        return Direction.in(media().get(index).attributes())
                .or(() -> Direction.in(description.attributes()))
                .orElse(Direction.SENDRECV);
    }

    /** Whether the client has rejected or stopped a section, rather than left its port to the group. */
    boolean stopped(int index) {
        var section = media().get(index);
        return section.port() == 0 && !section.attributes().has("bundle-only");
    }

    /** Whether the client has stopped all sections of RTP. */
    boolean allStopped() {
        return IntStream.range(0, media().size())
                .filter(index -> media().get(index).isRtp())
                .allMatch(this::stopped);
    }

    /** Whether a section may share the transport of the one that owns it. */
    boolean bundled(String owner, int index) {
        return bundle.contains(owner)
                && media().get(index).mid().filter(bundle::contains).isPresent();
    }

    /** Checks and collects what all accepted sections share. */
    TransportTerms transportOf(List<NegotiatedSection> accepted) {
        var sections =
                accepted.stream().map(section -> media().get(section.index())).toList();
        checkMultiplexing(sections);
        if (first(sections, "setup").filter("passive"::equals).isPresent()) {
            throw new SdpException(
                    "a=setup:passive cannot be answered, for the server is passive: offer actpass or active");
        }
        return new TransportTerms(credentials(sections), fingerprints(sections));
    }

    /** RFC 9143 9.3: those that share a transport say so at one of them, and where they are for nothing else, need not say it. */
    private static void checkMultiplexing(List<MediaSection> sections) {
        var attributes = sections.stream().map(MediaSection::attributes).toList();
        var isSaid = attributes.stream().anyMatch(own -> own.has("rtcp-mux") || own.has("rtcp-mux-only"));
        if (!isSaid && !attributes.stream().allMatch(own -> own.has("bundle-only"))) {
            throw new SdpException(
                    sections.getFirst().line(), "this m= line has no a=rtcp-mux: RTP and RTCP share one port");
        }
    }

    private IceCredentials credentials(List<MediaSection> sections) {
        var ufrag = needed(sections, "ice-ufrag");
        var password = needed(sections, "ice-pwd");
        try {
            return new IceCredentials(ufrag, password);
        } catch (IllegalArgumentException e) {
            throw new SdpException(e.getMessage() + " (RFC 8839 section 5.4)", e);
        }
    }

    private String needed(List<MediaSection> sections, String name) {
        return first(sections, name)
                .orElseThrow(() -> new SdpException("the offer has no a=" + name + ": ICE credentials are needed"));
    }

    private List<Fingerprint> fingerprints(List<MediaSection> sections) {
        var found = new ArrayList<Fingerprint>();
        for (var attributes : attributesInOrder(sections)) {
            attributes
                    .named("fingerprint")
                    .map(attribute -> Fingerprint.parse(attribute.value()))
                    .flatMap(Optional::stream)
                    .forEach(found::add);
            if (!found.isEmpty()) {
                return found;
            }
        }
        throw new SdpException("the offer has no a=fingerprint of sha-256, sha-384 or sha-512: DTLS needs one");
    }

    private Optional<String> first(List<MediaSection> sections, String name) {
        return attributesInOrder(sections).stream()
                .flatMap(attributes -> attributes.first(name).stream())
                .findFirst();
    }

    /** A bundled section may leave the transport to the one that owns it, and both to the session level. */
    private List<Attributes> attributesInOrder(List<MediaSection> sections) {
        var all = new ArrayList<Attributes>();
        sections.forEach(section -> all.add(section.attributes()));
        all.add(description.attributes());
        return all;
    }
}
