package org.livechat.rtc.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;

/** Answers offers the way an ICE-lite relay does. Pure functions. */
public final class Answerer {
    private final OfferedSession offer;
    private final AnswerParameters parameters;

    private Answerer(OfferedSession offer, AnswerParameters parameters) {
        this.offer = offer;
        this.parameters = parameters;
    }

    /**
     * Answers every m-line of an offer: those that name a codec we have are accepted, the others rejected with port 0.
     *
     * @param offer the client's text
     * @throws SdpException if the offer is broken, or lacks what the server cannot do without; the message names it
     */
    public static NegotiatedSession answer(String offer, AnswerParameters parameters) {
        return new Answerer(OfferedSession.of(SessionDescription.parse(offer)), parameters).answer();
    }

    private NegotiatedSession answer() {
        var accepted = new ArrayList<NegotiatedSection>();
        for (var index = 0; index < offer.media().size(); index++) {
            // sections outside the group would need a transport of their own
            if (accepted.isEmpty() || offer.bundled(accepted.getFirst().mid(), index)) {
                negotiate(index).ifPresent(accepted::add);
            }
        }
        if (accepted.isEmpty() && !ends()) {
            throw new SdpException("no m= line can be accepted: the server relays "
                    + String.join(
                            ", ",
                            parameters.codecs().stream()
                                    .map(codec -> codec.name())
                                    .toList())
                    + " over UDP/TLS/RTP/SAVPF");
        }
        // The numbers are of the transport: what one section has negotiated tells of all, and without any nobody
        // reports on them.
        if (accepted.stream().noneMatch(NegotiatedSection::tellsArrivals)) {
            accepted.replaceAll(section -> section.without(HeaderExtensionUri.TRANSPORT_SEQUENCE));
        }
        var terms = accepted.isEmpty() ? presentTerms() : offer.transportOf(accepted);
        var local = parameters.credentials().answering(terms.credentials());
        var version =
                parameters.previous().map(previous -> previous.version() + 1).orElse(1L);
        var text = new AnswerWriter(offer, parameters, local, version, accepted).write();
        return new NegotiatedSession(text, version, local, terms.credentials(), terms.fingerprints(), accepted);
    }

    /** Whether a later offer stops all that there was, which is no reason to refuse it (RFC 3264 8.2). */
    private boolean ends() {
        return parameters.previous().isPresent() && offer.allStopped();
    }

    private OfferedSession.TransportTerms presentTerms() {
        return parameters
                .previous()
                .map(previous ->
                        new OfferedSession.TransportTerms(previous.remoteCredentials(), previous.remoteFingerprints()))
                .orElseThrow();
    }

    private Optional<NegotiatedSection> negotiate(int index) {
        var section = offer.media().get(index);
        var kind = kindOf(section);
        if (kind.isEmpty() || !section.isRtp() || offer.stopped(index)) {
            return Optional.empty();
        }
        var direction = answerTo(offer.directionOf(index));
        var extensions = extensions(section, direction);
        var numbersPackets = extensions.containsKey(HeaderExtensionUri.TRANSPORT_SEQUENCE);
        var codecs = new CodecSelection(section, kind.get(), parameters, numbersPackets).codecs();
        if (codecs.isEmpty()) {
            return Optional.empty();
        }
        var mid = offer.nameOf(index);
        return Optional.of(new NegotiatedSection(
                index,
                mid,
                kind.get(),
                direction,
                codecs,
                extensions,
                SourceGroups.sources(section.attributes()),
                SourceGroups.retransmissions(section.attributes()),
                streamIds(section, kind.get(), direction, extensions),
                ExtendedReports.offersRoundTrip(section.attributes()),
                section.attributes().has("rtcp-rsize"),
                slot(mid, kind.get(), direction)));
    }

    private Direction answerTo(Direction offered) {
        var sends = offered == Direction.RECVONLY
                || (offered == Direction.SENDRECV && parameters.mode() == ChannelMode.PTT);
        return Direction.of(sends, offered.sends() && !parameters.listenOnly());
    }

    // A slot that is taken up again is another one: libwebrtc shows nothing of a video stream that comes back by its
    // SSRC.
    private Optional<Slot> slot(String mid, MediaKind kind, Direction direction) {
        var earlier = parameters
                .previous()
                .flatMap(previous -> previous.section(mid))
                .filter(section -> section.kind() == kind && section.sends())
                .flatMap(NegotiatedSection::slot);
        return direction.sends()
                ? Optional.of(earlier.orElseGet(() -> parameters.slots().slotFor(mid, kind)))
                : Optional.empty();
    }

    /** Sizes of one picture can only be told apart by what their packets say. */
    private static List<String> streamIds(
            MediaSection section, MediaKind kind, Direction direction, Map<String, HeaderExtension> extensions) {
        var told = Stream.of(HeaderExtensionUri.MID, HeaderExtensionUri.STREAM_ID)
                .allMatch(uri ->
                        extensions.containsKey(uri) && extensions.get(uri).isReceived());
        return kind == MediaKind.VIDEO && direction.receives() && told
                ? Simulcast.streamIds(section.attributes())
                : List.of();
    }

    private Map<String, HeaderExtension> extensions(MediaSection section, Direction direction) {
        var extensions = new HeaderExtensions(offer.description().attributes(), section.attributes(), direction)
                .answered(parameters.headerExtensions());
        if (section.mid().isEmpty()) {
            extensions.remove(HeaderExtensionUri.MID);
        }
        if (!direction.receives()) {
            extensions.remove(HeaderExtensionUri.DEPENDENCY_DESCRIPTOR);
        }
        return extensions;
    }

    private static Optional<MediaKind> kindOf(MediaSection section) {
        for (var kind : MediaKind.values()) {
            if (kind.wireName().equals(section.kind())) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
