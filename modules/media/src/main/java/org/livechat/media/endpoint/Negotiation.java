package org.livechat.media.endpoint;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;
import org.livechat.api.media.EndpointRequest;
import org.livechat.api.media.MediaKind;
import org.livechat.media.format.CodecSet;
import org.livechat.media.format.ExtensionIds;
import org.livechat.media.format.Feedback;
import org.livechat.media.format.Format;
import org.livechat.media.format.PacketNumbers;
import org.livechat.media.format.PayloadType;
import org.livechat.media.format.PayloadTypes;
import org.livechat.media.format.ReportTerms;
import org.livechat.media.inbound.RetransmissionSources;
import org.livechat.media.inbound.Talker;
import org.livechat.media.inbound.Track;
import org.livechat.media.outbound.Slot;
import org.livechat.media.outbound.StreamSources;
import org.livechat.rtc.dtls.Fingerprint;
import org.livechat.rtc.rtp.CanonicalName;
import org.livechat.rtc.sdp.AnswerParameters;
import org.livechat.rtc.sdp.Answerer;
import org.livechat.rtc.sdp.HostCandidates;
import org.livechat.rtc.sdp.NegotiatedCodec;
import org.livechat.rtc.sdp.NegotiatedSection;
import org.livechat.rtc.sdp.NegotiatedSession;
import org.livechat.rtc.sdp.SdpException;
import org.livechat.rtc.stun.IceCredentials;

/** The offers and answers of one PeerConnection. Keeps what has to stay the same from one answer to the next. */
public final class Negotiation {
    private final SecureRandom random;
    private final EndpointRequest request;
    private final Fingerprint fingerprint;
    private final HostCandidates candidates;
    private final Supplier<CodecSet> codecs;
    private final Supplier<List<Endpoint>> others;
    private final long sessionId;
    private final String cname;
    private final KnownLines lines = new KnownLines();
    private IceCredentials credentials;
    private Optional<NegotiatedSession> previous = Optional.empty();

    /** Of somebody who is alone: as the other constructor. */
    public Negotiation(
            SecureRandom random,
            EndpointRequest request,
            IceCredentials credentials,
            Fingerprint fingerprint,
            HostCandidates candidates,
            Supplier<CodecSet> codecs) {
        this(random, request, credentials, fingerprint, candidates, codecs, List::of);
    }

    /**
     * @param codecs gives those that the next answer can choose from
     * @param others gives those who would be sent what the client sends
     */
    public Negotiation(
            SecureRandom random,
            EndpointRequest request,
            IceCredentials credentials,
            Fingerprint fingerprint,
            HostCandidates candidates,
            Supplier<CodecSet> codecs,
            Supplier<List<Endpoint>> others) {
        this.random = random;
        this.request = request;
        this.credentials = credentials;
        this.fingerprint = fingerprint;
        this.candidates = candidates;
        this.codecs = codecs;
        this.others = others;
        this.sessionId = random.nextLong(Long.MAX_VALUE);
        this.cname = Long.toHexString(random.nextLong());
    }

    /**
     * Answers an offer with the codecs there are now.
     *
     * @throws RequestRefused when it cannot be answered; what was negotiated before stays
     */
    public synchronized Agreement answer(String offer) {
        CodecSet present = codecs.get();
        List<Endpoint> listeners = others.get();
        try {
            var session = Answerer.answer(
                    offer,
                    new AnswerParameters(
                            sessionId,
                            request.mode(),
                            request.listenOnly(),
                            this::credentialsFor,
                            fingerprint,
                            candidates,
                            present.providers(),
                            AnswerParameters.RELAYED_FEEDBACK,
                            AnswerParameters.RELAYED_EXTENSIONS,
                            this::nextSlot,
                            codec -> takers(codec, present, listeners),
                            previous));
            previous = Optional.of(session);
            credentials = session.localCredentials();
            return agreement(session, present);
        } catch (SdpException e) {
            throw new RequestRefused(ErrorCode.OFFER_NOT_ACCEPTABLE, "sdp_offer: " + e.getMessage());
        }
    }

    /**
     * What the client sends and receives by an answer. A mid keeps its track, also after it was inactive for a time, and
     * an SSRC its slot, whose sequence goes on, until its line is stopped.
     */
    public synchronized Sections sections(Talker talker, Agreement agreement) {
        List<Track> tracks = new ArrayList<>();
        List<Slot> slots = new ArrayList<>();
        Map<Integer, Integer> retransmissions = new HashMap<>();
        for (NegotiatedSection section : agreement.session().sections()) {
            if (section.receives()) {
                retransmissions.putAll(section.retransmissions());
                Track track = lines.track(section, () -> new Track(talker, section.mid(), section.kind()));
                track.negotiated(agreement.numbersOf(section), section.sources(), section.streamIds());
                tracks.add(track);
            }
            if (section.sends()) {
                section.slot()
                        .map(slot -> lines.slot(
                                slot.ssrc(),
                                ssrc -> new Slot(
                                        talker.peer(),
                                        section.mid(),
                                        section.kind(),
                                        new StreamSources(ssrc.intValue(), (int) slot.retransmissionSsrc()),
                                        random)))
                        .ifPresent(slot -> {
                            slot.negotiated(agreement.numbersOf(section));
                            slots.add(slot);
                        });
            }
        }
        lines.silence(tracks);
        return new Sections(
                tracks,
                slots,
                new RetransmissionSources(retransmissions),
                agreement.numbers(),
                lines.keep(agreement.session().sections()));
    }

    private static int takers(NegotiatedCodec codec, CodecSet present, List<Endpoint> listeners) {
        Format format = present.of(codec.provider(), codec.parameters()).format();
        return (int)
                listeners.stream().filter(listener -> listener.takes(format)).count();
    }

    private Agreement agreement(NegotiatedSession session, CodecSet present) {
        List<NegotiatedSection> all = session.sections();
        var name = new CanonicalName(cname);
        boolean measure = all.stream().anyMatch(NegotiatedSection::receiversMeasure);
        boolean reducedSize = all.stream().allMatch(NegotiatedSection::reducedSize);
        List<NegotiatedSection> heard =
                all.stream().filter(NegotiatedSection::receives).toList();
        var numbers = new PacketNumbers(
                new PayloadTypes(payloadTypes(heard, present)),
                ExtensionIds.received(all),
                ExtensionIds.sent(all),
                new ReportTerms(measure, reducedSize, name));
        Map<String, PacketNumbers> bySection = new HashMap<>();
        for (NegotiatedSection section : all) {
            List<NegotiatedSection> one = List.of(section);
            bySection.put(
                    section.mid(),
                    new PacketNumbers(
                            new PayloadTypes(payloadTypes(one, present)),
                            ExtensionIds.received(one),
                            ExtensionIds.sent(one),
                            new ReportTerms(measure, section.reducedSize(), name)));
        }
        return new Agreement(session, numbers, bySection);
    }

    private static List<PayloadType> payloadTypes(List<NegotiatedSection> sections, CodecSet present) {
        List<PayloadType> types = new ArrayList<>();
        for (NegotiatedSection section : sections) {
            for (NegotiatedCodec codec : section.codecs()) {
                types.add(new PayloadType(
                        codec.payloadType(),
                        present.of(codec.provider(), codec.parameters()),
                        codec.retransmissionType().orElse(PayloadType.NONE),
                        codec.redundancyType().orElse(PayloadType.NONE),
                        Feedback.of(codec)));
            }
        }
        return types;
    }

    // RFC 8839 4.4.2: who restarts ICE has other credentials, and is answered with others.
    private IceCredentials credentialsFor(IceCredentials remote) {
        boolean restarts = previous.filter(
                        session -> !session.remoteCredentials().equals(remote))
                .isPresent();
        return restarts ? IceCredentials.random(random) : credentials;
    }

    private org.livechat.rtc.sdp.Slot nextSlot(String mid, MediaKind kind) {
        return lines.nextSlot(mid, kind, () -> newSlot(mid, kind));
    }

    private org.livechat.rtc.sdp.Slot newSlot(String mid, MediaKind kind) {
        // Not 0 and not the 1 that the server's own reports carry; 31 bits keep it readable in every tool. Even ones
        // are media,
        // and the odd one behind it is what of it is sent again, so that no two are the same.
        long ssrc = 2L + 2L * random.nextInt(Integer.MAX_VALUE / 2 - 1);
        String stream = switch (request.mode()) {
            // One stream, so that the client keeps the talker's voice and picture together.
            case PTT -> "floor";
            case CONFERENCE -> "slot-" + mid;
        };
        return new org.livechat.rtc.sdp.Slot(ssrc, ssrc + 1, cname, stream, kind.wireName() + "-" + mid);
    }
}
