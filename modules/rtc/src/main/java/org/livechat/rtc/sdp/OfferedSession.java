package org.livechat.rtc.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    String midOf(int index) {
        var section = media().get(index);
        return section.mid()
                .orElseThrow(() -> new SdpException(section.line(), "this m= line has no a=mid, which BUNDLE needs"));
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

    /** Whether a section may share the transport of the one that owns it. */
    boolean bundled(String owner, int index) {
        return bundle.contains(owner) && bundle.contains(midOf(index));
    }

    /** Checks and collects what all accepted sections share. */
    TransportTerms transportOf(List<NegotiatedSection> accepted) {
        var sections =
                accepted.stream().map(section -> media().get(section.index())).toList();
        for (var section : sections) {
            if (!section.attributes().has("rtcp-mux")) {
                throw new SdpException(section.line(), "this m= line has no a=rtcp-mux: RTP and RTCP share one port");
            }
        }
        if (first(sections, "setup").filter("passive"::equals).isPresent()) {
            throw new SdpException(
                    "a=setup:passive cannot be answered, for the server is passive: offer actpass or active");
        }
        return new TransportTerms(credentials(sections), fingerprints(sections));
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
